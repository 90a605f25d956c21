/** Length of a window in ms: a rate looks back over one to two of them. */
const window = 5000;

/** Messages per second over a sliding window; costs the same at any rate and is computed on read. */
export class Rate {
  #start = 0;
  #current = 0;
  #previous = 0;

  /** Counts one at `now`, ms. */
  add(now: number): void {
    if (now - this.#start >= window || now < this.#start) this.#turn(now);
    this.#current += 1;
  }

  /** Messages per second at `now`, ms. */
  perSecond(now: number): number {
    const elapsed = now - this.#start;
    // A clock that was set back tells nothing about what it had counted.
    if (elapsed >= 2 * window || elapsed < 0) return 0;
    if (elapsed >= window) return (this.#current * (2 - elapsed / window) * 1000) / window;
    return ((this.#previous * (1 - elapsed / window) + this.#current) * 1000) / window;
  }

  #turn(now: number): void {
    const elapsed = now - this.#start;
    const follows = elapsed >= 0 && elapsed < 2 * window;
    this.#previous = follows ? this.#current : 0;
    this.#current = 0;
    this.#start = follows ? this.#start + window : now;
  }
}
