/** Lets one report pass per interval: events that come too soon wait, and the newest stands for all of them. */
export class ReportLimit<Event> {
  /** When the last report was made, ms of `performance.now()`. */
  #last = Number.NEGATIVE_INFINITY;
  #waiting: Event | undefined;
  /** How many further events the waiting one stands for. */
  #withheld = 0;
  readonly #interval: number;

  /** `interval` in ms. */
  constructor(interval: number) {
    this.#interval = interval;
  }

  /** When the waiting event can be reported, ms of `performance.now()`; `undefined` if none is waiting. */
  get dueAt(): number | undefined {
    return this.#waiting === undefined ? undefined : this.#last + this.#interval;
  }

  /** Adds an event; report it once `take` returns it. */
  add(event: Event): void {
    if (this.#waiting !== undefined) this.#withheld += 1;
    this.#waiting = event;
  }

  /** The event to report at `now`, ms of `performance.now()`, and how many before it were withheld; `undefined` if none. */
  take(now: number): { readonly event: Event; readonly withheld: number } | undefined {
    const event = this.#waiting;
    if (event === undefined || now - this.#last < this.#interval) return undefined;
    const withheld = this.#withheld;
    this.#waiting = undefined;
    this.#withheld = 0;
    this.#last = now;
    return { event, withheld };
  }
}
