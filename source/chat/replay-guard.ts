/** By how many messages one may overtake another: more than a sender has on its way at once. */
const windowSize = 256;

/** How many program starts of senders are remembered; the one that was silent longest gives way. */
const mostStarts = 1000;

type Seen = { highest: number; readonly counters: Set<number> };

/** Knows which counters of which sender's program start have been seen; bounded. */
export class ReplayGuard {
  readonly #starts = new Map<string, Seen>();

  /** Whether a message has been seen before, or is too far behind to tell. */
  isReplay(start: string, counter: number): boolean {
    const seen = this.#starts.get(start);
    return (
      seen !== undefined && (counter <= seen.highest - windowSize || seen.counters.has(counter))
    );
  }

  /** Remembers an authentic message: others must not be able to fill the memory. */
  record(start: string, counter: number): void {
    const seen = this.#starts.get(start) ?? { highest: counter, counters: new Set() };
    seen.highest = Math.max(seen.highest, counter);
    seen.counters.add(counter);
    for (const old of seen.counters)
      if (old <= seen.highest - windowSize) seen.counters.delete(old);
    this.#starts.delete(start);
    this.#starts.set(start, seen);
    if (this.#starts.size <= mostStarts) return;
    const [silent] = this.#starts.keys();
    if (silent !== undefined) this.#starts.delete(silent);
  }
}
