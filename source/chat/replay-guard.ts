import { BoundedMap } from '../collections/bounded-map.ts';

/** By how many messages one may overtake another: more than a sender has on its way at once. */
const windowSize = 256;

/** How many program starts of senders are remembered; the one that has been silent longest goes. */
const mostStarts = 1000;

type Seen = { highest: number; readonly counters: Set<number> };

/** Knows which counters of which sender's program start have been seen; bounded. */
export class ReplayGuard {
  readonly #starts = new BoundedMap<string, Seen>(mostStarts);

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
    this.#starts.renew(start, seen);
  }
}
