import { setTimeout as sleep } from 'node:timers/promises';
import type { TestTerminal } from '../support/terminal.ts';
import { lookUntil } from './client.ts';
import { cpuTime } from './process-figures.ts';
import type { SiteSource } from './site-source.ts';
import type { Watcher } from './watchers.ts';
import { written } from './written.ts';

/** How many messages a second come. Silence is last: then there is something that ages. */
export const paces = [10, 150, 1000, 0] as const;

/** One of them. */
export type Pace = (typeof paces)[number];

/** What a program costs at a pace. */
export type Cost = {
  /** Percent of a core. */
  readonly cpu: number;
  /** Bytes to the terminal a second. */
  readonly bytes: number;
};

/** Where the messages come from and go through, and how long each pace is measured, ms. */
export type Watching = {
  readonly port: number;
  readonly source: SiteSource;
  readonly time: number;
};

/** ms from a change of the pace to the measuring; by then the last key is more than five seconds ago. */
const settling = (pace: Pace): number => (pace === 0 ? 10_500 : 6000);

/** ms after which the screen shows everything that has come. */
const shownAfter = 2000;

const measure = async (terminal: TestTerminal, time: number): Promise<Cost> => {
  const cpu = cpuTime(terminal.pid);
  const bytes = written(terminal);
  const start = performance.now();
  await sleep(time);
  const passed = performance.now() - start;
  return {
    cpu: ((cpuTime(terminal.pid) - cpu) / passed) * 100,
    bytes: ((written(terminal) - bytes) / passed) * 1000,
  };
};

/** Measures a program that shows the log of the branch `site`, at each pace. */
export const watch = async (
  watcher: Watcher,
  { port, source, time }: Watching,
): Promise<ReadonlyMap<Pace, Cost>> => {
  const costs = new Map<Pace, Cost>();
  const terminal = watcher.open(port);
  const shown = (): number =>
    Number(watcher.counted.exec(terminal.text())?.[1]?.replaceAll(',', ''));
  try {
    await source.pace(1000);
    await watcher.select(terminal);
    const sentBefore = await source.pace(0);
    await sleep(shownAfter);
    const shownBefore = shown();
    for (const pace of paces) {
      await source.pace(pace);
      await sleep(settling(pace));
      costs.set(pace, await measure(terminal, time));
    }
    // A program that misses messages has less to do.
    const sent = (await source.pace(0)) - sentBefore;
    await lookUntil(`${sent} messages in ${watcher.name}`, () => shown() - shownBefore === sent);
  } finally {
    await source.pace(0);
    await terminal.dispose();
  }
  return costs;
};
