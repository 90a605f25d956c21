/** The longest time that a timer of Node.js can wait, ms. */
const longest = 2 ** 31 - 1;

/** Looks for silence when it may have lasted long enough. */
export class SilenceTimer {
  readonly #dueAt: () => number;
  readonly #look: (now: number) => void;
  #at = Number.POSITIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;

  /** `dueAt` is when to look next, ms of `performance.now()`; `look` is called about then. */
  constructor(dueAt: () => number, look: (now: number) => void) {
    this.#dueAt = dueAt;
    this.#look = look;
  }

  /** To be called whenever it may be due earlier than before. */
  set(): void {
    const due = this.#dueAt();
    if (due >= this.#at) return;
    this.stop();
    this.#at = due;
    const wait = Math.min(longest, Math.max(1, due - performance.now()));
    this.#timer = setTimeout(() => {
      this.#at = Number.POSITIVE_INFINITY;
      this.#look(performance.now());
      this.set();
    }, wait);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#at = Number.POSITIVE_INFINITY;
  }
}
