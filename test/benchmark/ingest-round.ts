import { type Client, caughtUp } from './client.ts';
import type { Sending } from './load-orders.ts';
import type { LoadSource } from './load-source.ts';
import { cpuTime } from './process-figures.ts';
import { type Counters, type Program } from './program.ts';
import { whole } from './table.ts';

/** One receiver took a load once. */
export type Measurement = {
  readonly messages: number;
  readonly received: number;
  /** By the acknowledgement of the last message from the load server; through a broker by what was seen. */
  readonly perSecond: number;
  /** Until all that was received had been seen: on a screen, or where else it is counted. */
  readonly seenPerSecond: number;
  /** CPU time for each message, µs. */
  readonly cpu: number;
  /** CPU of the measuring process, percent of a core. */
  readonly ownCpu: number;
  /** What the program says that it received and recorded of it. */
  readonly counters?: Counters;
};

/** How it is measured. */
export type Round = {
  readonly source: LoadSource;
  /** How long it sends, and how much. */
  readonly sending: Sending;
  /** Whether the receiver's acknowledgement of the last message tells when it has received it. */
  readonly isAcknowledged: boolean;
};

/** ms: so much later than its acknowledgement a message may be on the program's screen. */
const screenPatience = 1000;

const isProgram = (client: Client): client is Program => 'counters' in client;

const grown = (after: Counters, before: Counters): Counters => ({
  received: after.received - before.received,
  recorded: after.recorded - before.recorded,
  notStored: after.notStored - before.notStored,
  evicted: after.evicted - before.evicted,
  frames: after.frames - before.frames,
});

/** Sends, and waits until all has been received or nothing more comes. */
export const measureRound = async (
  client: Client,
  { source, sending, isAcknowledged }: Round,
): Promise<Measurement> => {
  const before = isProgram(client) ? await client.counters() : undefined;
  const cpuBefore = cpuTime(client.pid);
  const ownBefore = process.cpuUsage();
  const { messages, startedAt, takenAt } = await source.send(sending);
  const own = process.cpuUsage(ownBefore);
  const { received, at } = await caughtUp(client, messages);
  const cpu = cpuTime(client.pid) - cpuBefore;
  if (
    before !== undefined &&
    isAcknowledged &&
    received === messages &&
    at - takenAt > screenPatience
  )
    throw new Error(`acknowledged ${whole(at - takenAt)} ms before it was shown`);
  const rate = (end: number): number => (received / (end - startedAt)) * 1000;
  const measured = {
    messages,
    received,
    perSecond: rate(isAcknowledged ? takenAt : at),
    seenPerSecond: rate(at),
    cpu: (cpu * 1000) / received,
    ownCpu: (own.user + own.system) / 10 / (takenAt - startedAt),
  };
  if (before === undefined || !isProgram(client)) return measured;
  const counters = grown(await client.counters(), before);
  return { ...measured, received: counters.received, counters };
};
