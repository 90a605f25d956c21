import {
  type Availability,
  type Reader,
  type ReportedAvailability,
  unknownAvailability,
} from './availability.ts';

/** A topic that says something about a device, and how to read it. */
export type Term = {
  readonly topic: string;
  readonly read: Reader;
  /** Whether it counts only once something has been received on it. */
  readonly isOptional?: boolean;
};

/** How a device's availability follows from topics: all of them must say so, any, or the last to report. */
export type Rule = {
  readonly mode: 'all' | 'any' | 'latest';
  readonly terms: readonly Term[];
};

/** What was last received on a topic. */
export type ReceivedText = {
  readonly text: string;
  /** Counts up over everything received. */
  readonly order: number;
};

/** The first of these that occurs decides; `parts`: one part's unknown state does not hide another's known one. */
const precedence = {
  all: ['offline', 'unknown', 'asleep', 'online'],
  any: ['online', 'asleep', 'unknown', 'offline'],
  parts: ['online', 'asleep', 'offline', 'unknown'],
} satisfies Record<string, readonly Availability[]>;

/** The reading that decides among several: the worst if all must be well, the best if one is enough. */
export const decide = (
  mode: keyof typeof precedence,
  readings: readonly ReportedAvailability[],
): ReportedAvailability => {
  for (const availability of precedence[mode]) {
    const found = readings.find((reading) => reading.availability === availability);
    if (found !== undefined) return found;
  }
  return unknownAvailability;
};

/** What a rule yields from the texts last received on each topic. */
export const readRule = (
  { mode, terms }: Rule,
  textOn: (topic: string) => ReceivedText | undefined,
): ReportedAvailability => {
  const readings: ReportedAvailability[] = [];
  let latest = { reading: unknownAvailability, order: -1 };
  for (const { topic, read, isOptional } of terms) {
    const received = textOn(topic);
    if (received === undefined && isOptional === true) continue;
    const reading = received === undefined ? undefined : read(received.text);
    readings.push(reading ?? unknownAvailability);
    if (received !== undefined && reading !== undefined && received.order > latest.order)
      latest = { reading, order: received.order };
  }
  return mode === 'latest' ? latest.reading : decide(mode, readings);
};
