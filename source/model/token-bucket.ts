/** The size of a burst, and the long-term rate per second. */
export type FlowLimits = { readonly burst: number; readonly perSecond: number };

/** An empty bucket reopens when it is this full again, so that a flood is cut off as a whole, not line by line. */
const reopensAt = 0.25;

/** Lets a burst pass, then a number per second, however many try. */
export class TokenBucket {
  protected readonly limits: FlowLimits;
  protected tokens: number;
  #at = Number.POSITIVE_INFINITY;

  constructor(limits: FlowLimits) {
    this.limits = limits;
    this.tokens = limits.burst;
  }

  /** Whether one more may pass at a time, ms. Setting the clock back does no harm. */
  take(at: number): boolean {
    this.refill(at);
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  protected refill(at: number): void {
    const { burst, perSecond } = this.limits;
    const elapsed = Math.max(0, at - this.#at);
    this.#at = at;
    this.tokens = Math.min(burst, this.tokens + (elapsed / 1000) * perSecond);
  }
}

/**
 * A bucket that a flood closes until it subsides: for what nobody could read, not for what others can
 * use up.
 */
export class FloodBucket extends TokenBucket {
  #isShut = false;

  override take(at: number): boolean {
    this.refill(at);
    if (this.tokens < 1) this.#isShut = true;
    else if (this.tokens >= this.limits.burst * reopensAt) this.#isShut = false;
    this.tokens = Math.max(0, this.tokens - 1);
    return !this.#isShut;
  }
}
