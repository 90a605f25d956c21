import type { ClientStream } from './client-stream.ts';

/** Of the time, what costly messages of all clients may take at most is one part in so many. */
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
