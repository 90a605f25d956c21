/** At most one report in a while: what comes too soon waits, and the newest of it stands for the rest. */
export class ReportLimit<Event> {
  /** When the last report went out, ms. */
  #last = Number.NEGATIVE_INFINITY;
  #waiting: Event | undefined;
  /** Events that the one that waits stands for. */
  #withheld = 0;
  readonly #interval: number;

  /** `interval` in ms. */
  constructor(interval: number) {
    this.#interval = interval;
  }

  /** When the event that waits can be reported, ms; `undefined` when none does. */
  get dueAt(): number | undefined {
    return this.#waiting === undefined ? undefined : this.#last + this.#interval;
  }

  /** Takes an event; report it as soon as `take` returns it. */
  add(event: Event): void {
    if (this.#waiting !== undefined) this.#withheld += 1;
    this.#waiting = event;
  }

  /** What is to be reported now (ms), and how many events before it were not; `undefined` for nothing. */
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
