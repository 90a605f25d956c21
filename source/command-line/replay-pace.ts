import { setTimeout as wait } from 'node:timers/promises';

/** The longest that a timer can wait, ms. */
const longest = 2 ** 31 - 1;

/** Decides when recorded messages are due again. */
export class ReplayPace {
  readonly #speed: number;
  #first: { readonly recorded: number; readonly now: number } | undefined;
  #due = 0;

  /** With a `speed` of 0 nothing waits. */
  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Starts the recording over: the next message is due at once. */
  restart(): void {
    this.#first = undefined;
  }

  /** Time until the awaited message is due, ms; 0 if there is none. */
  get left(): number {
    return Math.max(0, this.#due - performance.now());
  }

  /** Waits until a message that was received at `recorded`, ms, is due, or `signal` aborts. */
  async until(recorded: number, signal: AbortSignal): Promise<void> {
    if (this.#speed === 0) return;
    this.#first ??= { recorded, now: performance.now() };
    this.#due = this.#first.now + (recorded - this.#first.recorded) / this.#speed;
    while (this.left > 0 && !signal.aborted)
      await wait(Math.min(this.left, longest), undefined, { signal }).catch(() => undefined);
  }
}
