import type { RecordContent } from './record-content.ts';
import { cutAt, type StoredMessage } from './stored-message.ts';
import {
  type RecordAddress,
  addressOf,
  largestSegment,
  offsetOf,
  type RecordName,
  slotOf,
} from './record-address.ts';
import { recordSize, type Segment } from './segment.ts';
import { SegmentPool } from './segment-pool.ts';

/** Something that holds records, each at most once. */
export type Holder = {
  readonly holdsRecord: (address: RecordAddress, record: RecordName) => boolean;
  /** A held record has moved to another address. */
  readonly recordMoved: (to: RecordAddress, record: RecordName) => void;
  /** A held record is being evicted: release it. */
  readonly recordEvicted: (record: RecordName) => void;
};

/** The fewest segments, so that evicting one never costs much of the store. */
const fewest = 16;
const smallest = 1024;

/** Segments with more than this share of held bytes are not compacted; the oldest is evicted instead. */
const worthMoving = 0.5;

/**
 * The kept messages, as records in memory segments outside the garbage-collected heap: recording a
 * message allocates no object to collect, and the memory limit is exact. A segment is reused once none
 * of its records is held; if there is none, the few held records in the emptiest ones are moved
 * together, or else the oldest segment is evicted with everything in it.
 */
export class MessageStore {
  /** Counts up over all recorded messages. */
  sequence = 0;
  readonly #memory: number;
  #limit: number;
  readonly #payloadLimit: number;
  readonly #pool: SegmentPool;
  readonly #holders: Holder[] = [];
  /** The full segments, in the order in which they filled up. */
  #full: Segment[] = [];
  #head: Segment;
  /** Where records are moved to. */
  #spare: Segment;

  /** `memory` and `payload` in bytes; no more of a payload is kept than an eighth of the memory. */
  constructor({ memory, payload }: { readonly memory: number; readonly payload: number }) {
    this.#memory = memory;
    this.#limit = memory;
    this.#payloadLimit = Math.min(payload, Math.floor(memory / 8));
    const share = 2 ** Math.floor(Math.log2(Math.max(1, memory / fewest)));
    this.#pool = new SegmentPool(Math.max(smallest, Math.min(largestSegment, share)));
    this.#spare = this.#pool.allocate();
    this.#head = this.#pool.allocate();
  }

  /** Bytes of memory in use. */
  get bytes(): number {
    return this.#pool.bytes;
  }

  /** Registers a holder, which from now on is notified about its records. */
  addHolder(holder: Holder): void {
    this.#holders.push(holder);
  }

  removeHolder(holder: Holder): void {
    const index = this.#holders.indexOf(holder);
    if (index !== -1) this.#holders.splice(index, 1);
  }

  /** Reserves this many bytes of the memory for other uses, but keeps at least a quarter of it. */
  leave(bytes: number): void {
    this.#limit = Math.max(this.#memory / 4, this.#memory - bytes);
  }

  /** Stores a message, the `number`th of the topic with this identifier. It is held once. */
  append(content: RecordContent, topic: number, number: number): RecordAddress {
    const { bytes, start, end, properties } = content;
    this.sequence += 1;
    const cut = cutAt(bytes, start, end, this.#payloadLimit);
    const lacksProperties = properties !== undefined && properties.length > this.#memory / 8;
    if (lacksProperties) content.properties = undefined;
    const size = recordSize(cut - start, content.properties?.length ?? 0);
    if (!this.#head.hasRoomFor(size)) this.#turn(size);
    const head = this.#head;
    const place = { sequence: this.sequence, topic, number: number >>> 0, lacksProperties };
    const offset = head.write(content, cut, place);
    head.hold(size);
    return addressOf(head.slot, offset);
  }

  /** Holds a record once more. */
  hold(address: RecordAddress): void {
    const segment = this.#segmentOf(address);
    segment.hold(segment.sizeOf(offsetOf(address)));
  }

  /** Releases a record. Pass its size if known: that saves reading it from memory that is not cached. */
  release(address: RecordAddress, size = this.sizeAt(address)): void {
    const segment = this.#segmentOf(address);
    segment.release(size);
    if (segment.references === 0 && segment !== this.#head) this.#retire(segment);
  }

  /** Reads a held record as a message. */
  read(address: RecordAddress, topic: string): StoredMessage {
    return this.#segmentOf(address).read(offsetOf(address), topic);
  }

  /** Links two consecutive records of a topic. */
  link(before: RecordAddress, after: RecordAddress): void {
    this.#segmentOf(before).setNext(offsetOf(before), after);
    this.#segmentOf(after).setPrevious(offsetOf(after), before);
  }

  /** The record linked before this one, which must not be the first. */
  previousOf(address: RecordAddress): RecordAddress {
    return this.#segmentOf(address).previousOf(offsetOf(address));
  }

  /** The record linked after this one, which must not be the last. */
  nextOf(address: RecordAddress): RecordAddress {
    return this.#segmentOf(address).nextOf(offsetOf(address));
  }

  sequenceAt(address: RecordAddress): number {
    return this.#segmentOf(address).sequenceOf(offsetOf(address));
  }

  /** When it was received, ms since the epoch. */
  timeAt(address: RecordAddress): number {
    return this.#segmentOf(address).timeOf(offsetOf(address));
  }

  /** Identifier of the topic. */
  topicAt(address: RecordAddress): number {
    return this.#segmentOf(address).topicOf(offsetOf(address));
  }

  /** How many bytes a record takes. */
  sizeAt(address: RecordAddress): number {
    return this.#segmentOf(address).sizeOf(offsetOf(address));
  }

  #segmentOf(address: RecordAddress): Segment {
    return this.#pool.at(slotOf(address));
  }

  /** Switches to a segment with room for `size` bytes. */
  #turn(size: number): void {
    if (this.#head.references > 0) this.#full.push(this.#head);
    else this.#pool.giveBack(this.#head);
    this.#head = size > this.#pool.segmentSize ? this.#largeSegment(size) : this.#nextSegment(size);
  }

  /** A segment for a single record that is larger than an ordinary segment. */
  #largeSegment(size: number): Segment {
    while (this.bytes + size > this.#limit) if (!this.#pool.shrink() && !this.#evictOldest()) break;
    return this.#pool.allocate(size);
  }

  #nextSegment(size: number): Segment {
    for (;;) {
      while (this.bytes > this.#limit && this.#pool.shrink());
      const free = this.#pool.takeFree();
      if (free !== undefined) return free;
      if (this.bytes + this.#pool.segmentSize <= this.#limit) break;
      const moved = this.#moveTogether();
      if (moved?.hasRoomFor(size) === true) return moved;
      if (moved !== undefined) this.#full.push(moved);
      else if (!this.#evictOldest()) break;
    }
    return this.#pool.allocate();
  }

  /**
   * Moves the held records of the emptiest segments to the spare one, as far as they fit, and returns it;
   * `undefined` if nothing would be gained.
   */
  #moveTogether(): Segment | undefined {
    const to = this.#spare;
    const sparse = this.#full
      .filter(({ size, held }) => size === to.size && held <= size * worthMoving)
      .toSorted((a, b) => a.held - b.held);
    const [first, second] = sparse;
    const hasWaste = first !== undefined && first.held <= first.used * worthMoving;
    const canJoin =
      second !== undefined && first !== undefined && first.held + second.held <= to.size;
    if (!hasWaste && !canJoin) return undefined;
    for (const segment of sparse) {
      if (!to.hasRoomFor(segment.held)) break;
      this.#moveAll(segment, to);
      if (segment === first) this.#spare = segment;
      else this.#pool.giveBack(segment);
    }
    while (this.bytes > this.#limit && this.#pool.shrink());
    return to;
  }

  #moveAll(from: Segment, to: Segment): void {
    for (const [offset, record] of from.recordNames()) this.#move(from, offset, to, record);
    this.#full.splice(this.#full.indexOf(from), 1);
    from.clear();
  }

  #move(from: Segment, offset: number, to: Segment, record: RecordName): void {
    const address = addressOf(from.slot, offset);
    const holding = this.#holders.filter((holder) => holder.holdsRecord(address, record));
    if (holding.length === 0) return;
    const moved = to.copy(from, offset);
    for (const holder of holding) {
      to.hold(to.sizeOf(moved));
      holder.recordMoved(addressOf(to.slot, moved), record);
    }
  }

  /** Makes all holders release what is in the oldest segment; returns whether there was one. */
  #evictOldest(): boolean {
    const [oldest] = this.#full;
    if (oldest === undefined) return false;
    // Releasing the last record clears the segment, which ends this loop.
    for (const [offset, record] of oldest.recordNames()) {
      const address = addressOf(oldest.slot, offset);
      for (const holder of this.#holders)
        if (holder.holdsRecord(address, record)) holder.recordEvicted(record);
    }
    // `release` does not retire the previous head, even once its last record is released.
    if (this.#full[0] === oldest) this.#retire(oldest);
    return true;
  }

  /** Takes back a full segment in which nothing is held any longer. */
  #retire(segment: Segment): void {
    this.#full.splice(this.#full.indexOf(segment), 1);
    this.#pool.giveBack(segment);
  }
}
