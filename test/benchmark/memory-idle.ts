import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from './goal.ts';
import { startBroker } from './load-source.ts';
import { residentMemory } from './process-figures.ts';
import { newHome, openProgram, type ProgramOptions } from './program.ts';
import type { Report, Run } from './run.ts';
import { median } from './statistics.ts';
import { megabytes, table } from './table.ts';

/** Bytes. */
const bound = 95e6;

/** ms in which nothing comes, after the start. */
const silence = 5000;

/** ms; at startup on a busy machine. */
const patience = 20_000;

const measure = async (options: ProgramOptions): Promise<number> => {
  const terminal = openProgram(options);
  try {
    await terminal.waitFor('● 127.0.0.1', { timeout: patience });
    await sleep(silence);
    const bytes = residentMemory(terminal.pid);
    // Else the broker tells the next one of it.
    terminal.kill('SIGTERM');
    await terminal.exited;
    return bytes;
  } finally {
    await terminal.dispose();
  }
};

/** What is resident while the program is connected to a broker where nothing happens. */
export const idleMemory = async ({
  program,
  scale,
  note,
}: Run): Promise<Pick<Report, 'text' | 'goals'>> => {
  const sizes: number[] = [];
  const home = newHome();
  const broker = await startBroker();
  try {
    for (let round = 0; round < scale.idleRounds; round += 1)
      sizes.push(await measure({ program, port: broker.port, home }));
  } finally {
    await broker.stop();
  }
  const value = median(sizes);
  note(`idle: ${megabytes(value)}`);
  return {
    text: table(
      ['connected, silent for 5 s', `median of ${scale.idleRounds}`, 'least', 'most'],
      [['mqtt-tui', ...[value, Math.min(...sizes), Math.max(...sizes)].map(megabytes)]],
    ),
    goals: [
      atMost({ what: 'memory, connected and idle: resident', value, bound, show: megabytes }),
    ],
  };
};
