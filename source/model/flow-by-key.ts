import { BoundedMap } from '../collections/bounded-map.ts';
import { type FlowLimits, TokenBucket } from './token-bucket.ts';

/** How many known keys have a flow of their own. */
const knownKept = 2000;

type Limits = {
  /** Of each key that is known. */
  readonly known: FlowLimits;
  /** Of all others together, and of those that have used up their own. */
  readonly strangers: FlowLimits;
};

/** Limits what comes of each known key, and of all others together: whoever claims a key can use up no more than that. */
export class FlowByKey {
  readonly #limits: Limits;
  readonly #isKnown: (key: string) => boolean;
  readonly #known = new BoundedMap<string, TokenBucket>(knownKept);
  readonly #strangers: TokenBucket;

  constructor(limits: Limits, isKnown: (key: string) => boolean) {
    this.#limits = limits;
    this.#isKnown = isKnown;
    this.#strangers = new TokenBucket(limits.strangers);
  }

  /** Whether one more of a key may pass at a time, ms. */
  take(key: string, at: number): boolean {
    const { known } = this.#limits;
    const isSpared =
      this.#isKnown(key) && this.#known.getOrAdd(key, () => new TokenBucket(known)).take(at);
    return isSpared || this.#strangers.take(at);
  }
}
