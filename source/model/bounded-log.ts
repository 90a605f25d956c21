/** How much a log may hold; the oldest entries are evicted first. */
export type LogLimits = { readonly entries: number; readonly bytes: number };

/** How many times its limits a log may hold once earlier entries have been prepended. */
const mostReach = 4;

/**
 * Entries in order of arrival, bounded by number and bytes. An entry keeps its position for good:
 * positions grow and never shift, so a scroll position stays on its entry while others come and go.
 * Prepended entries have smaller positions, which may be negative.
 */
export class BoundedLog<Entry> {
  /** Position of the oldest entry still held. */
  first = 0;
  /** How many entries were evicted. */
  evicted = 0;
  readonly #limits: LogLimits;
  readonly #bytesOf: (entry: Entry) => number;
  #entries: (Entry | undefined)[] = [];
  /** Index in `#entries` of position `first`; the slots before it are unused. */
  #head = 0;
  #bytes = 0;
  /** The size of the log when earlier entries were prepended: it may stay that large, so that they stay. */
  #reach: LogLimits = { entries: 0, bytes: 0 };

  constructor(limits: LogLimits, bytesOf: (entry: Entry) => number) {
    this.#limits = limits;
    this.#bytesOf = bytesOf;
  }

  /** The position that the next entry will have. */
  get end(): number {
    return this.first + this.length;
  }

  get length(): number {
    return this.#entries.length - this.#head;
  }

  /** The entry at a position; `undefined` if it was evicted or does not exist yet. */
  at(position: number): Entry | undefined {
    const index = position - this.first;
    return index < 0 ? undefined : this.#entries[this.#head + index];
  }

  /** Appends an entry, and returns its position. */
  append(entry: Entry): number {
    this.#entries.push(entry);
    this.#bytes += this.#bytesOf(entry);
    const position = this.end - 1;
    while (
      this.length > 1 &&
      (this.length > Math.max(this.#limits.entries, this.#reach.entries) ||
        this.#bytes > Math.max(this.#limits.bytes, this.#reach.bytes))
    )
      this.#evict();
    return position;
  }

  /** Prepends earlier entries, oldest first: as many of the newest as fit. Returns how many. */
  prepend(earlier: readonly Entry[]): number {
    let from = earlier.length;
    let bytes = this.#bytes;
    const most = Math.max(0, this.#limits.entries * mostReach - this.length);
    while (from > 0 && earlier.length - from < most) {
      bytes += this.#bytesOf(earlier[from - 1] as Entry);
      if (bytes > this.#limits.bytes * mostReach) break;
      from -= 1;
      this.#bytes = bytes;
    }
    const taken = earlier.slice(from);
    this.#entries = [...taken, ...this.#entries.slice(this.#head)];
    this.#head = 0;
    this.first -= taken.length;
    this.#reach = { entries: this.length, bytes: this.#bytes };
    return taken.length;
  }

  /** Removes everything; positions keep counting up. */
  clear(): void {
    this.first = this.end;
    this.#entries = [];
    this.#head = 0;
    this.#bytes = 0;
    this.#reach = { entries: 0, bytes: 0 };
  }

  #evict(): void {
    const oldest = this.#entries[this.#head];
    if (oldest !== undefined) this.#bytes -= this.#bytesOf(oldest);
    this.#entries[this.#head] = undefined;
    this.#head += 1;
    this.first += 1;
    this.evicted += 1;
    // Unused slots are cut off in bulk: one copy per thousand evictions, not one each.
    if (this.#head >= 1024 && this.#head * 2 >= this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
  }
}
