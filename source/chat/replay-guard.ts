import { BoundedMap } from '../collections/bounded-map.ts';

/** How many messages may overtake one: more than a sender has in flight at once. */
const windowSize = 256;

/** How many senders' runs are remembered unless told otherwise; the one silent for longest is forgotten first. */
export const mostStarts = 1000;

type Seen = { highest: number; readonly counters: Set<number> };

/** Remembers which counters of each sender's run have been seen; bounded. */
export class ReplayGuard {
  readonly #starts: BoundedMap<string, Seen>;

  constructor(most = mostStarts) {
    this.#starts = new BoundedMap(most);
  }

  /** Whether a message was seen before, or is too old to tell. */
  isReplay(start: string, counter: number): boolean {
    const seen = this.#starts.get(start);
    return (
      seen !== undefined && (counter <= seen.highest - windowSize || seen.counters.has(counter))
    );
  }

  /** Remembers a message, which must be authentic: others must not fill the memory. */
  record(start: string, counter: number): void {
    const seen = this.#starts.get(start) ?? { highest: counter, counters: new Set() };
    seen.highest = Math.max(seen.highest, counter);
    seen.counters.add(counter);
    for (const old of seen.counters)
      if (old <= seen.highest - windowSize) seen.counters.delete(old);
    this.#starts.renew(start, seen);
  }

  /** Takes over what another guard has seen of a start. */
  adopt(start: string, other: ReplayGuard): void {
    const seen = other.#starts.get(start);
    if (seen === undefined) return;
    other.#starts.delete(start);
    this.#starts.renew(start, seen);
  }
}
