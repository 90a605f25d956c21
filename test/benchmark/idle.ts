import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Goal } from './goal.ts';
import { startLoadServer } from './load-source.ts';
import { cpuTime } from './process-figures.ts';
import { startProgram } from './program.ts';
import type { Report, Run } from './run.ts';
import { fixed, percent, table } from './table.ts';

/** Messages per second, and how much of a core they may cost, percent. */
const cases = [
  { what: 'idle', perSecond: 0, bound: 1 },
  { what: '10 messages/s', perSecond: 10, bound: 8 },
] as const;

/** ms; until what the start has left behind has been cleared away. */
const settling = 3000;

/** What the program uses of a core while little or nothing happens. */
export const idleCpu = async ({ program, scale, note }: Run): Promise<Report> => {
  const source = await startLoadServer();
  const rows: string[][] = [];
  const goals: Goal[] = [];
  try {
    await source.shape({ topics: 1000, size: 64 });
    const client = await startProgram({ program, port: source.port });
    try {
      for (const { what, perSecond, bound } of cases) {
        const sent = perSecond === 0 ? undefined : source.send({ perSecond });
        await sleep(settling);
        const before = cpuTime(client.pid);
        const start = performance.now();
        await sleep(scale.idleTime);
        const value = ((cpuTime(client.pid) - before) / (performance.now() - start)) * 100;
        source.stop();
        await sent;
        note(`${what}: ${percent(value)} of a core`);
        rows.push([what, percent(value)]);
        goals.push(atMost({ what: `CPU, ${what}`, value, bound, show: percent }));
      }
    } finally {
      await client.stop();
    }
  } finally {
    await source.close();
  }
  return {
    title: `CPU over ${fixed(scale.idleTime / 1000, 0)} s`,
    text: table(['', 'of a core'], rows),
    goals,
  };
};
