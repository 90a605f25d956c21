import { backoffDelay } from './backoff.ts';

/** The least time between two attempts that the user asks for, ms. */
const leastBetween = 1000;

/** Counts the attempts to connect, and says how long to wait before the next one. */
export class Attempts {
  /** The number of the current or next one, from 1. */
  number = 1;
  /** When the next one is due anyway, during an early one; ms of `performance.now()`. */
  #due: number | undefined;
  /** When the last early one began, unless one has succeeded since; ms of `performance.now()`. */
  #triedAt = Number.NEGATIVE_INFINITY;

  /**
   * An early attempt, before the next one is `due`, ms of `performance.now()`. If it fails, the wait goes on
   * as if nobody had tried. Returns whether it may be made: not within a second of the last early one.
   */
  early(due: number): boolean {
    const now = performance.now();
    if (now - this.#triedAt < leastBetween) return false;
    this.#triedAt = now;
    this.#due = due;
    return true;
  }

  /** One has succeeded. */
  succeeded(): void {
    this.#due = undefined;
    this.#triedAt = Number.NEGATIVE_INFINITY;
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
