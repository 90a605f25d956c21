import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { atMost, type Goal } from './goal.ts';
import type { Report, Run } from './run.ts';
import { fixed, megabytes, table, times, whole } from './table.ts';

/** What the day is like. */
export type DayOrder = {
  /** The hours after which something is measured. */
  readonly hours: readonly number[];
  /** New topics a second. */
  readonly perSecond: number;
  /** Topics with a message every ten seconds. */
  readonly steady: number;
  /** Topics that say nothing but what is retained. */
  readonly retained: number;
  /** How many of the newest topics must be there. */
  readonly newest: number;
};

/** What was measured after an hour. */
export type DayNews = {
  readonly is: 'hour';
  readonly hour: number;
  readonly messages: number;
  readonly topics: number;
  readonly gaveWay: number;
  readonly notStored: number;
  /** How many of the newest topics are not in the tree. */
  readonly missing: number;
  readonly retainedMissing: number;
  /** Bytes after a collection. */
  readonly heap: number;
  readonly buffers: number;
  /** ms to prepare a frame and ask for the rows of the tree. */
  readonly frame: number;
  /** µs to record one, on average so far. */
  readonly perMessage: number;
};

const shape: Omit<DayOrder, 'hours'> = {
  perSecond: 23,
  steady: 500,
  retained: 1000,
  newest: 100_000,
};

/** The memory may grow by so much once the tree is full, and a frame may take so much longer. */
const bounds = { memory: 1.05, frame: 1.5 } as const;

const liveThrough = async ({ note, scale }: Run): Promise<readonly DayNews[]> => {
  const order: DayOrder = { ...shape, hours: scale.hours };
  const child = fork(join(import.meta.dirname, 'day-child.ts'));
  const hours: DayNews[] = [];
  child.on('message', (news: DayNews) => {
    hours.push(news);
    note(`hour ${news.hour}: ${whole(news.topics)} topics, ${megabytes(news.heap + news.buffers)}`);
  });
  child.send(order);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0 || hours.length < order.hours.length) throw new Error('the day ended early');
  return hours;
};

const goalsOf = (hours: readonly DayNews[]): Goal[] => {
  const [first, full, ...later] = hours;
  const memoryOf = (news: DayNews): number => news.heap + news.buffers;
  const lost = (of: (news: DayNews) => number): number =>
    hours.reduce((sum, news) => sum + of(news), 0);
  return [
    ...later.map((news) =>
      atMost({
        what: `a day of new topics: memory after hour ${news.hour}, to hour ${full!.hour}`,
        value: memoryOf(news) / memoryOf(full!),
        bound: bounds.memory,
        show: times,
      }),
    ),
    ...later.map((news) =>
      atMost({
        what: `a day of new topics: a frame after hour ${news.hour}, to hour ${first!.hour}`,
        value: news.frame / first!.frame,
        bound: bounds.frame,
        show: times,
      }),
    ),
    {
      what: `a day of new topics: the newest ${whole(shape.newest)} and all that is retained are there`,
      measured: `${whole(lost(({ missing }) => missing))} and ${whole(lost(({ retainedMissing }) => retainedMissing))} missing, ${whole(lost(({ notStored }) => notStored))} messages not stored`,
      isReached: lost((news) => news.missing + news.retainedMissing + news.notStored) === 0,
    },
  ];
};

/** What becomes of a tree in which new topics come all day long; the day is simulated. */
export const day = async (run: Run): Promise<Report> => {
  const hours = await liveThrough(run);
  return {
    title: `A simulated day with ${shape.perSecond} new topics a second`,
    text: table(
      ['after hour', 'messages', 'topics', 'gave way', 'heap', 'buffers', 'frame', 'a message'],
      hours.map((news) => [
        whole(news.hour),
        whole(news.messages),
        whole(news.topics),
        whole(news.gaveWay),
        megabytes(news.heap),
        megabytes(news.buffers),
        `${fixed(news.frame, 3)} ms`,
        `${fixed(news.perMessage, 1)} µs`,
      ]),
    ),
    goals: goalsOf(hours),
  };
};
