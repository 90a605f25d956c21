/** Length of a window, ms: a rate covers one to two of them. */
const window = 5000;

/** The window of a time, ms since the epoch. */
export const windowAt = (now: number): number => Math.floor(now / window);

/** Messages per second over a sliding window; its cost does not depend on the rate, and it is computed on reading. */
export class Rate {
  /** The current window; integers of this size need no heap memory. */
  #window = 0;
  #current = 0;
  #previous = 0;

  /** Counts a message at `now`, ms since the epoch. */
  add(now: number): void {
    this.addIn(windowAt(now));
  }

  /** Counts a message in a window. Small enough to be inlined where it runs for every message. */
  addIn(at: number): void {
    if (at !== this.#window) this.#turn(at);
    this.#current += 1;
  }

  /** Counts what another one has counted, too. */
  addAll(other: Rate): void {
    if (other.#window > this.#window) this.#turn(other.#window);
    if (other.#window === this.#window) {
      this.#current += other.#current;
      this.#previous += other.#previous;
    } else if (other.#window === this.#window - 1) this.#previous += other.#current;
  }

  /** Messages per second at `now`, ms since the epoch. */
  perSecond(now: number): number {
    const since = now - this.#window * window;
    // If the clock was set back, earlier counts mean nothing.
    if (since >= 2 * window || since <= -window) return 0;
    // A frame's time is slightly old: a later message may have started a new window.
    const elapsed = Math.max(0, since);
    if (elapsed >= window) return (this.#current * (2 - elapsed / window) * 1000) / window;
    return ((this.#previous * (1 - elapsed / window) + this.#current) * 1000) / window;
  }

  /** When the rate drops to 0 if no message arrives, ms since the epoch. */
  get restsAt(): number {
    return (this.#window + 2) * window;
  }

  #turn(at: number): void {
    this.#previous = at === this.#window + 1 ? this.#current : 0;
    this.#current = 0;
    this.#window = at;
  }
}
