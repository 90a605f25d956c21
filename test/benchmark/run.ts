import type { Goal } from './goal.ts';

/** How much is measured. */
export type Scale = {
  /** Each measurement of ingest is repeated so often, the clients taking turns. */
  readonly rounds: { readonly loadServer: number; readonly mosquitto: number };
  /** Each of them sends so long at least, ms, and this share of its messages. */
  readonly ingest: { readonly time: number; readonly share: number };
  /** The number of messages for the memory is multiplied by it. */
  readonly messages: number;
  readonly startRounds: number;
  /** How often the memory of an idle program is measured. */
  readonly idleRounds: number;
  /** How many keys a round measures while nothing happens, and again in a flood. */
  readonly keyRounds: number;
  readonly keys: number;
  /** How long CPU is measured, ms. */
  readonly idleTime: number;
  /** The same for each pace. */
  readonly pacedTime: number;
  /** How many keys and how many lines of a room are measured. */
  readonly strokes: number;
  /** The hours of a simulated day after which something is measured; in the second one the tree is full. */
  readonly hours: readonly number[];
};

/** What a part of the benchmark gets. */
export type Run = {
  /** The built program. */
  readonly program: string;
  readonly scale: Scale;
  /** Tells what goes on. */
  readonly note: (text: string) => void;
};

/** What it gives. */
export type Report = {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly goals: readonly Goal[];
};

/** Everything, in about twenty minutes. */
export const fullScale: Scale = {
  rounds: { loadServer: 3, mosquitto: 3 },
  ingest: { time: 4000, share: 1 },
  messages: 1,
  startRounds: 10,
  idleRounds: 5,
  keyRounds: 3,
  keys: 100,
  idleTime: 10_000,
  pacedTime: 20_000,
  strokes: 20,
  hours: [1, 3, 12, 24],
};

/** A first impression, in about five minutes. */
export const quickScale: Scale = {
  rounds: { loadServer: 1, mosquitto: 1 },
  ingest: { time: 1000, share: 0.3 },
  messages: 0.15,
  startRounds: 3,
  idleRounds: 2,
  keyRounds: 1,
  keys: 30,
  idleTime: 5000,
  pacedTime: 5000,
  strokes: 5,
  hours: [1, 3, 5],
};
