import type { ClientStream } from './client-stream.ts';

/** Costly messages of all clients together may take one part in this many of the time. */
const share = 5;

/**
 * Lets those rest whose messages take long to route: nothing else can be done in that time, so that several
 * of them would keep all others waiting.
 */
export class Resting {
  /** Until then, nobody who has sent a costly message sends more; ms of `performance.now()`. */
  #until = 0;

  /** A message of a client took so long, ms. */
  rest(stream: ClientStream, ms: number): void {
    const now = performance.now();
    this.#until = Math.max(now, this.#until) + (share - 1) * ms;
    stream.takeSingly();
    stream.hold();
    setTimeout(() => stream.release(), this.#until - now).unref();
  }
}
