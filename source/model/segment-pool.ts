import { Segment } from './segment.ts';

/** The segments of a store by slot, and those of them that are free. */
export class SegmentPool {
  /** How many bytes of memory all segments take. */
  bytes = 0;
  /** The size of every segment except those for one large record. */
  readonly segmentSize: number;
  readonly #slots: (Segment | undefined)[] = [];
  readonly #emptySlots: number[] = [];
  readonly #free: Segment[] = [];

  constructor(segmentSize: number) {
    this.segmentSize = segmentSize;
  }

  /** The segment in a slot. Throws if there is none. */
  at(slot: number): Segment {
    const segment = this.#slots[slot];
    if (segment === undefined) throw new Error('a record was used after its eviction');
    return segment;
  }

  /** A free segment, if there is one. */
  takeFree(): Segment | undefined {
    return this.#free.pop();
  }

  /** A new segment. */
  allocate(size = this.segmentSize): Segment {
    const slot = this.#emptySlots.pop() ?? this.#slots.length;
    const segment = new Segment(slot, size);
    this.#slots[slot] = segment;
    this.bytes += size;
    return segment;
  }

  /** Takes back a segment that is no longer needed. */
  giveBack(segment: Segment): void {
    segment.clear();
    if (segment.size === this.segmentSize) this.#free.push(segment);
    else this.#drop(segment);
  }

  /** Frees the memory of one free segment; returns whether there was one. */
  shrink(): boolean {
    const segment = this.#free.pop();
    if (segment !== undefined) this.#drop(segment);
    return segment !== undefined;
  }

  #drop(segment: Segment): void {
    this.#slots[segment.slot] = undefined;
    this.#emptySlots.push(segment.slot);
    this.bytes -= segment.size;
  }
}
