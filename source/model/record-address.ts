/**
 * The address of a record: its segment's slot and its offset there, in one signed 32-bit number. V8 stores
 * those in the field itself, not in an object on the heap. They address 64 GiB.
 */
export type RecordAddress = number;

/** The address of no record: the last 16 bytes of those 64 GiB are too few for one. */
export const nowhere: RecordAddress = -1;

/** Records start at multiples of this, bytes. */
export const alignment = 16;

/** The largest segment of several records, bytes; a larger one holds a single record. */
export const largestSegment = 1024 * 1024;

export const addressOf = (slot: number, offset: number): RecordAddress =>
  (slot << 16) | (offset / alignment);

export const slotOf = (address: RecordAddress): number => address >>> 16;

export const offsetOf = (address: RecordAddress): number => (address & 0xffff) * alignment;

/** What identifies a record. */
export type RecordName = {
  /** Identifier of its topic. */
  readonly topic: number;
  /** Its number among the topic's messages, modulo 2³². */
  readonly number: number;
  readonly sequence: number;
};
