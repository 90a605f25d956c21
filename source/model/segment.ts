import { endianness } from 'node:os';
import { LastView } from '../collections/last-view.ts';
import type { RecordContent } from './record-content.ts';
import type { StoredMessage } from './stored-message.ts';
import { decodeProperties } from './stored-properties.ts';
import { alignment, type RecordName } from './record-address.ts';

/**
 * A record: the numbers below, the payload, the encoded properties; padded to a multiple of 16
 * bytes.
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
 * | 40   | address of the topic's message before                         |
 * | 44   | address of the one after it                                   |
 */
const headerSize = 48;

/** From this size on, a payload is copied faster by a call of the engine than word by word. */
const worthACall = 256;

const isLittleEndian = endianness() === 'LE';

/** A network chunk has many payloads. */
const views = new LastView();

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
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;

  constructor(slot: number, size: number) {
    this.slot = slot;
    // Never from the shared pool, and not zeroed: only what was written is ever read.
    this.#bytes = Buffer.allocUnsafeSlow(size);
    this.#words = new Int32Array(this.#bytes.buffer);
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
  hold(size: number): void {
    this.references += 1;
    this.held += size;
  }

  /** A record of this size is held one time fewer. */
  release(size: number): void {
    this.references -= 1;
    this.held -= size;
  }

  /** Writes a record with the payload up to `cut`; there must be room. Returns its offset. */
  write(content: RecordContent, cut: number, place: Placed): number {
    const { bytes, start, properties } = content;
    const at = this.used;
    const word = at >> 2;
    const kept = cut - start;
    const encoded = properties === undefined ? 0 : properties.length;
    this.#doubles[at >> 3] = place.sequence;
    this.#doubles[(at >> 3) + 1] = content.receivedAt;
    this.#words[word + 4] = place.topic;
    this.#words[word + 5] = place.number;
    this.#words[word + 6] = content.end - start;
    this.#words[word + 7] = kept;
    this.#words[word + 8] = encoded;
    this.#words[word + 9] =
      content.qos |
      (content.retain ? 4 : 0) |
      (place.lacksProperties ? 8 : 0) |
      (content.subscriptionIdentifier << 4);
    if (kept < worthACall) this.#copyWords(bytes, start, cut);
    else this.#bytes.set(bytes.subarray(start, cut), at + headerSize);
    if (properties !== undefined) this.#bytes.set(properties, at + headerSize + kept);
    this.used = at + recordSize(kept, encoded);
    return at;
  }

  /** Copies a short payload to the record that is being written. */
  #copyWords(bytes: Uint8Array, start: number, end: number): void {
    const view = views.of(bytes);
    let word = (this.used + headerSize) >> 2;
    let at = start;
    for (; at + 4 <= end; at += 4, word += 1) this.#words[word] = view.getInt32(at, isLittleEndian);
    for (let to = word << 2; at < end; at += 1, to += 1) this.#bytes[to] = view.getUint8(at);
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
    return this.#word((offset >> 2) + 10);
  }

  setPrevious(offset: number, address: number): void {
    this.#words[(offset >> 2) + 10] = address;
  }

  nextOf(offset: number): number {
    return this.#word((offset >> 2) + 11);
  }

  setNext(offset: number, address: number): void {
    this.#words[(offset >> 2) + 11] = address;
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
  /** Whether its properties are too large to keep. */
  readonly lacksProperties: boolean;
};
