/** Length of a window in ms: a rate looks back over one to two of them. */
const window = 5000;

/** The window that a time in ms is in. */
export const windowAt = (now: number): number => Math.floor(now / window);

/** Messages per second over a sliding window; costs the same at any rate and is computed on read. */
export class Rate {
  /** The window that is being counted; integers of this size need no heap memory. */
  #window = 0;
  #current = 0;
  #previous = 0;

  /** Counts one at `now`, ms. */
  add(now: number): void {
    this.addIn(windowAt(now));
  }

  /** Counts one in a window. So small that it costs no call where it is done for every message. */
  addIn(at: number): void {
    if (at !== this.#window) this.#turn(at);
    this.#current += 1;
  }

  /** Messages per second at `now`, ms. */
  perSecond(now: number): number {
    const since = now - this.#window * window;
    // A clock that was set back tells nothing about what it had counted.
    if (since >= 2 * window || since <= -window) return 0;
    // A frame is of a moment ago: what has come meanwhile may have begun a window.
    const elapsed = Math.max(0, since);
    if (elapsed >= window) return (this.#current * (2 - elapsed / window) * 1000) / window;
    return ((this.#previous * (1 - elapsed / window) + this.#current) * 1000) / window;
  }

  /** From when on it is 0 if nothing more comes, ms. */
  get restsAt(): number {
    return (this.#window + 2) * window;
  }

  #turn(at: number): void {
    this.#previous = at === this.#window + 1 ? this.#current : 0;
    this.#current = 0;
    this.#window = at;
  }
}
