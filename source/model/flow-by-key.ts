import { BoundedMap } from '../collections/bounded-map.ts';
import { type FlowLimits, TokenBucket } from './token-bucket.ts';

/** How many known keys are limited separately. */
const mostKnown = 2000;

/** How much may come of each known name, of all those together, and of all others together. */
type Limits = {
  readonly known: FlowLimits;
  readonly allKnown?: FlowLimits;
  readonly strangers: FlowLimits;
};

/**
 * Limits what comes in the name of keys. Until it is verified, a key is only claimed, which costs nothing.
 * So each known key has a separate limit, and falls back on the strangers' once forgeries have used that
 * up. No limit stays shut, however long a flood lasts.
 */
export class FlowByKey {
  readonly #limits: Limits;
  readonly #known = new BoundedMap<string, TokenBucket>(mostKnown);
  readonly #allKnown: TokenBucket | undefined;
  readonly #strangers: TokenBucket;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#allKnown = limits.allKnown && new TokenBucket(limits.allKnown);
    this.#strangers = new TokenBucket(limits.strangers);
  }

  /**
   * In whose flow one more passes at a time, ms, or `undefined` if in none. `known` names the key that is
   * claimed, if it is known.
   */
  take(known: string | undefined, at: number): 'known' | 'strangers' | undefined {
    if (known !== undefined && this.#ofKnown(known).take(at) && this.#allKnown?.take(at) !== false)
      return 'known';
    return this.#strangers.take(at) ? 'strangers' : undefined;
  }

  #ofKnown(name: string): TokenBucket {
    const bucket = this.#known.get(name) ?? new TokenBucket(this.#limits.known);
    this.#known.renew(name, bucket);
    return bucket;
  }
}
