import {
  type Availability,
  type Reader,
  type ReportedAvailability,
  unknownAvailability,
} from './availability.ts';

/** A topic that tells something of a device, and how it is read. */
export type Term = {
  readonly topic: string;
  readonly read: Reader;
  /** Counts only where something has been heard on it. */
  readonly isOptional?: boolean;
};

/** How a device's availability follows from topics: all of them must say so, any, or the last that spoke. */
export type Rule = {
  readonly mode: 'all' | 'any' | 'latest';
  readonly terms: readonly Term[];
};

/** What was heard on a topic last. */
export type ReceivedText = {
  readonly text: string;
  /** Counts up over all that was heard. */
  readonly order: number;
};

/** The first of these that occurs decides; `parts`: what is not known of one part does not hide what is of another. */
const precedence = {
  all: ['offline', 'unknown', 'asleep', 'online'],
  any: ['online', 'asleep', 'unknown', 'offline'],
  parts: ['online', 'asleep', 'offline', 'unknown'],
} satisfies Record<string, readonly Availability[]>;

/** The reading that decides among several: the worst where all must be well, the best where one is enough. */
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

/** What a rule says, from what was heard on each topic. */
export const readRule = (
  { mode, terms }: Rule,
  heardOn: (topic: string) => ReceivedText | undefined,
): ReportedAvailability => {
  const readings: ReportedAvailability[] = [];
  let latest = { reading: unknownAvailability, order: -1 };
  for (const { topic, read, isOptional } of terms) {
    const heard = heardOn(topic);
    if (heard === undefined && isOptional === true) continue;
    const reading = heard === undefined ? undefined : read(heard.text);
    readings.push(reading ?? unknownAvailability);
    if (heard !== undefined && reading !== undefined && heard.order > latest.order)
      latest = { reading, order: heard.order };
  }
  return mode === 'latest' ? latest.reading : decide(mode, readings);
};
