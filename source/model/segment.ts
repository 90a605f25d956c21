import type { Message } from '../mqtt/message.ts';
import type { StoredMessage } from './stored-message.ts';
import { decodeProperties } from './stored-properties.ts';
import { alignment, type RecordName } from './record-address.ts';

/**
 * A record: the numbers below, the payload, the encoded properties; padded to a multiple of 8 bytes, so
 * that every number is aligned for the typed arrays.
 *
 * | byte | what                                                          |
 * | ---- | ------------------------------------------------------------- |
 * | 0    | sequence, 8 bytes                                             |
 * | 8    | received at, ms, 8 bytes                                      |
 * | 16   | identifier of the topic                                       |
 * | 20   | number of the message among those of its topic, modulo 2³²    |
 * | 24   | size of the payload as it came                                |
 * | 28   | bytes of it that were kept                                    |
 * | 32   | bytes of the properties                                       |
 * | 36   | QoS, RETAIN (bit 2), whether it lacks its properties (bit 3), |
 * |      | subscription identifier (from bit 4 on)                       |
 * | 40   | address of the topic's message before, 8 bytes                |
 * | 48   | address of the one after it, 8 bytes                          |
 */
const headerSize = 56;

/** How many bytes a record takes. */
export const recordSize = (payload: number, properties: number): number =>
  (headerSize + payload + properties + alignment - 1) & -alignment;

/** A piece of memory outside the garbage-collected heap, filled with one record after the other. */
export class Segment {
  /** Its slot in the store: the upper part of its records' addresses. */
  readonly slot: number;
  /** How many bytes are used. */
  used = 0;
  /** How often its records are held. */
  references = 0;
  /** The bytes of those records, counted once per hold. */
  held = 0;
  readonly #bytes: Buffer;
  readonly #words: Uint32Array;
  readonly #doubles: Float64Array;

  constructor(slot: number, size: number) {
    this.slot = slot;
    // Never from the shared pool, and not zeroed: only what was written is ever read.
    this.#bytes = Buffer.allocUnsafeSlow(size);
    this.#words = new Uint32Array(this.#bytes.buffer);
    this.#doubles = new Float64Array(this.#bytes.buffer);
  }

  get size(): number {
    return this.#bytes.length;
  }

  hasRoomFor(bytes: number): boolean {
    return this.used + bytes <= this.#bytes.length;
  }

  /** Forgets every record. */
  clear(): void {
    this.used = 0;
    this.references = 0;
    this.held = 0;
  }

  /** A record of this size is held once more. */
  hold(offset: number): void {
    this.references += 1;
    this.held += this.sizeOf(offset);
  }

  /** A record of this size is held one time fewer. */
  release(size: number): void {
    this.references -= 1;
    this.held -= size;
  }

  /** Writes a record; there must be room. Returns its offset. */
  write(
    message: Message,
    { sequence, topic, number, kept, lacksProperties }: Placed,
    properties: Buffer | undefined,
  ): number {
    const at = this.used;
    const word = at >> 2;
    const encoded = properties === undefined ? 0 : properties.length;
    const identifier = message.properties?.subscriptionIdentifier;
    this.#doubles[at >> 3] = sequence;
    this.#doubles[(at >> 3) + 1] = message.receivedAt;
    this.#words[word + 4] = topic;
    this.#words[word + 5] = number;
    this.#words[word + 6] = message.payload.length;
    this.#words[word + 7] = kept;
    this.#words[word + 8] = encoded;
    this.#words[word + 9] =
      message.qos |
      (message.retain ? 4 : 0) |
      (lacksProperties ? 8 : 0) |
      (typeof identifier === 'number' ? identifier << 4 : 0);
    if (kept > 0)
      this.#bytes.set(
        kept === message.payload.length ? message.payload : message.payload.subarray(0, kept),
        at + headerSize,
      );
    if (properties !== undefined) this.#bytes.set(properties, at + headerSize + kept);
    this.used = at + recordSize(kept, encoded);
    return at;
  }

  /** Copies a record from another segment; there must be room. Returns its offset. */
  copy(from: Segment, offset: number): number {
    const at = this.used;
    const size = from.sizeOf(offset);
    this.#bytes.set(from.#bytes.subarray(offset, offset + size), at);
    this.used = at + size;
    return at;
  }

  /** The record at an offset, copied to a message. */
  read(offset: number, topic: string): StoredMessage {
    const word = offset >> 2;
    const kept = this.#word(word + 7);
    const encoded = this.#word(word + 8);
    const flags = this.#word(word + 9);
    const start = offset + headerSize;
    const end = start + kept;
    return {
      sequence: this.sequenceOf(offset),
      topic,
      payload: Buffer.from(this.#bytes.subarray(start, end)),
      size: this.#word(word + 6),
      qos: (flags & 3) as StoredMessage['qos'],
      retain: (flags & 4) !== 0,
      properties: decodeProperties(this.#bytes.subarray(end, end + encoded), flags >>> 4),
      receivedAt: this.#doubles[(offset >> 3) + 1] ?? 0,
      ...((flags & 8) === 0 ? {} : { lacksProperties: true }),
    };
  }

  previousOf(offset: number): number {
    return this.#doubles[(offset >> 3) + 5] ?? 0;
  }

  setPrevious(offset: number, address: number): void {
    this.#doubles[(offset >> 3) + 5] = address;
  }

  nextOf(offset: number): number {
    return this.#doubles[(offset >> 3) + 6] ?? 0;
  }

  setNext(offset: number, address: number): void {
    this.#doubles[(offset >> 3) + 6] = address;
  }

  /** When it was received, ms since the epoch. */
  timeOf(offset: number): number {
    return this.#doubles[(offset >> 3) + 1] ?? 0;
  }

  sequenceOf(offset: number): number {
    return this.#doubles[offset >> 3] ?? 0;
  }

  /** The records, each with its offset; ends if the segment is cleared meanwhile. */
  *recordNames(): Generator<readonly [number, RecordName]> {
    for (let offset = 0; offset < this.used;) {
      const size = this.sizeOf(offset);
      const topic = this.topicOf(offset);
      const number = this.#word((offset >> 2) + 5);
      yield [offset, { topic, number, sequence: this.sequenceOf(offset) }];
      offset += size;
    }
  }

  topicOf(offset: number): number {
    return this.#word((offset >> 2) + 4);
  }

  sizeOf(offset: number): number {
    const word = offset >> 2;
    return recordSize(this.#word(word + 7), this.#word(word + 8));
  }

  #word(index: number): number {
    return this.#words[index] ?? 0;
  }
}

/** What a record stores besides the message. */
export type Placed = {
  readonly sequence: number;
  readonly topic: number;
  readonly number: number;
  /** How many bytes of the payload to keep. */
  readonly kept: number;
  /** Whether its properties are too large to keep. */
  readonly lacksProperties: boolean;
};
