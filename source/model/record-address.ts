/** The address of a record: its segment's slot and its offset there, in one number. */
export type RecordAddress = number;

/** The address of no record. */
export const nowhere: RecordAddress = -1;

/** Records start at multiples of this, bytes. */
export const alignment = 8;

/** The largest segment of several records, bytes; a larger one holds a single record. */
export const largestSegment = 1024 * 1024;

/** How many record positions an address can express in one segment. */
const places = largestSegment / alignment;

/** Divides integers; the result needs no heap memory. */
export const addressOf = (slot: number, offset: number): RecordAddress =>
  slot * places + ((offset / alignment) | 0);

export const slotOf = (address: RecordAddress): number => Math.floor(address / places);

export const offsetOf = (address: RecordAddress): number => (address % places) * alignment;

/** What identifies a record. */
export type RecordName = {
  /** Identifier of its topic. */
  readonly topic: number;
  /** Its number among the topic's messages, modulo 2³². */
  readonly number: number;
  readonly sequence: number;
};
