import { backoffDelay } from './backoff.ts';

/** Counts the attempts to connect, and says how long to wait before the next one. */
export class Attempts {
  /** The number of the current or next one, from 1. */
  number = 1;
  /** When the next one is due anyway, while somebody tries in between; ms of `performance.now()`. */
  #due: number | undefined;

  /** Somebody tries before the next one is due. If that fails too, the wait goes on as if nobody had. */
  between(due: number): void {
    this.#due = due;
  }

  /** One has succeeded. */
  succeeded(): void {
    this.#due = undefined;
  }

  /** The wait starts over. */
  restart(): void {
    this.number = 1;
  }

  /** One has failed; returns how long to wait before the next, ms. */
  failed(): number {
    const rest = this.#due === undefined ? 0 : this.#due - performance.now();
    this.#due = undefined;
    if (rest > 0) return rest;
    this.number += 1;
    return backoffDelay(this.number, Math.random);
  }
}
