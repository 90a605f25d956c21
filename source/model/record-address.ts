/** Where a record is: the slot of its segment and its offset there, in one number. */
export type RecordAddress = number;

/** No record is there. */
export const nowhere: RecordAddress = -1;

/** Records begin at multiples of this, in bytes. */
export const alignment = 8;

/** Segments of several records are at most this large, in bytes; in a larger one there is but one. */
export const largestSegment = 1024 * 1024;

/** Records of one segment that an address can tell apart. */
const places = largestSegment / alignment;

/** Divides integers, so that the result needs no heap memory. */
export const addressOf = (slot: number, offset: number): RecordAddress =>
  slot * places + ((offset / alignment) | 0);

export const slotOf = (address: RecordAddress): number => Math.floor(address / places);

export const offsetOf = (address: RecordAddress): number => (address % places) * alignment;

/** What a record is found by. */
export type RecordName = {
  /** Identifier of its topic. */
  readonly topic: number;
  /** Which of the topic's messages it is, modulo 2³². */
  readonly number: number;
  readonly sequence: number;
};
