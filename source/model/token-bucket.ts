/** How much may come at once, and how much in the long run. */
export type FlowLimits = { readonly burst: number; readonly perSecond: number };

/** Once shut, a bucket opens when it is this full again: a flood ends when it ends, not a line at a time. */
const reopensAt = 0.25;

/** Lets a burst pass, then a number a second; a flood shuts it until it calms down. */
export class TokenBucket {
  readonly #limits: FlowLimits;
  #tokens: number;
  #at = Number.POSITIVE_INFINITY;
  #isShut = false;

  constructor(limits: FlowLimits) {
    this.#limits = limits;
    this.#tokens = limits.burst;
  }

  /** Whether one more may pass at a time (ms). A clock that was set back does no harm. */
  take(at: number): boolean {
    const { burst, perSecond } = this.#limits;
    const elapsed = Math.max(0, at - this.#at);
    this.#at = at;
    this.#tokens = Math.min(burst, this.#tokens + (elapsed / 1000) * perSecond);
    if (this.#tokens < 1) this.#isShut = true;
    else if (this.#tokens >= burst * reopensAt) this.#isShut = false;
    this.#tokens = Math.max(0, this.#tokens - 1);
    return !this.#isShut;
  }
}
