import { BoundedMap } from '../collections/bounded-map.ts';
import { ReplayGuard } from './replay-guard.ts';

/** How many known senders are remembered separately, and how many runs of each. */
const known = { senders: 2000, runs: 32 };

/**
 * Remembers which direct messages have been seen. Each known key has a separate memory, which nobody
 * else can fill; all others share one.
 */
export class DirectReplays {
  readonly #strangers = new ReplayGuard();
  readonly #known = new BoundedMap<string, ReplayGuard>(known.senders);

  /** Whether a message of a key's run, by its `dh`, was seen before, or is too old to tell. */
  isReplay(key: string, dh: string, counter: number): boolean {
    const run = `${key} ${dh}`;
    return (
      this.#strangers.isReplay(run, counter) ||
      this.#known.get(key)?.isReplay(run, counter) === true
    );
  }

  /** Remembers a message, which must be authentic; `isKnown`: its key is. */
  record(key: string, dh: string, counter: number, isKnown: boolean): void {
    const run = `${key} ${dh}`;
    const own = this.#known.get(key) ?? (isKnown ? new ReplayGuard(known.runs) : undefined);
    if (own !== undefined) {
      this.#known.renew(key, own);
      // They were a stranger until now.
      own.adopt(run, this.#strangers);
    }
    (own ?? this.#strangers).record(run, counter);
  }
}
