import { mostStarts } from '../../chat/replay-guard.ts';
import { BoundedMap } from '../../collections/bounded-map.ts';

/** How many messages of one run may have arrived and wait for their turn. */
const mostAhead = 2000;

/** One run of a sender. */
type Run = {
  /** The counter of the last message whose turn it was; `undefined` before the first. */
  reached: number | undefined;
  /** The counters that have arrived beyond it. */
  readonly ahead: Set<number>;
};

/** Counts the messages of each sender's run that did not arrive; bounded. */
export class MessageGaps {
  readonly #runs = new BoundedMap<string, Run>(mostStarts);

  /** A message has arrived; it may wait for its turn, or never be shown. */
  arrived(start: string, counter: number): void {
    const run = this.#runs.get(start) ?? { reached: undefined, ahead: new Set() };
    this.#runs.renew(start, run);
    run.ahead.add(counter);
    if (run.ahead.size <= mostAhead) return;
    // So many wait: what lies before is not told of.
    run.reached = Math.max(...run.ahead);
    run.ahead.clear();
  }

  /** It is a message's turn: how many before it, back to the last one whose turn it was, did not arrive. */
  reach(start: string, counter: number): number {
    const run = this.#runs.get(start);
    if (run === undefined) return 0;
    const { reached, ahead } = run;
    if (reached !== undefined && counter <= reached) return 0;
    run.reached = counter;
    let before = 0;
    for (const each of ahead) {
      if (each > counter) continue;
      ahead.delete(each);
      if (each < counter && each > (reached ?? counter)) before += 1;
    }
    return reached === undefined ? 0 : counter - reached - 1 - before;
  }
}
