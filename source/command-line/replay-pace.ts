import { setTimeout as wait } from 'node:timers/promises';

/** Longer than that no timer waits, ms. */
const longest = 2 ** 31 - 1;

/** When recorded messages are due again. */
export class ReplayPace {
  readonly #speed: number;
  #first: { readonly recorded: number; readonly now: number } | undefined;
  #due = 0;

  /** `speed` 0 stands for no waiting. */
  constructor(speed: number) {
    this.#speed = speed;
  }

  /** The recording begins again: the next message is due at once. */
  restart(): void {
    this.#first = undefined;
  }

  /** ms until the message that is waited for is due; 0 where none is. */
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
