import { Segment } from './segment.ts';

/** The segments of a store by slot, and the empty ones among them. */
export class SegmentPool {
  /** Bytes of memory that all segments take. */
  bytes = 0;
  /** Size of every segment that is not made for one large record. */
  readonly segmentSize: number;
  readonly #slots: (Segment | undefined)[] = [];
  readonly #emptySlots: number[] = [];
  readonly #free: Segment[] = [];

  constructor(segmentSize: number) {
    this.segmentSize = segmentSize;
  }

  /** The segment in a slot. Throws where there is none. */
  at(slot: number): Segment {
    const segment = this.#slots[slot];
    if (segment === undefined) throw new Error('a record was used after it had gone');
    return segment;
  }

  /** An empty segment that has been used before. */
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

  /** Takes a segment back that nobody needs any longer. */
  giveBack(segment: Segment): void {
    segment.clear();
    if (segment.size === this.segmentSize) this.#free.push(segment);
    else this.#drop(segment);
  }

  /** Gives the memory of one empty segment back; says whether there was one. */
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
