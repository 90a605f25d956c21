/** A moment, by two clocks. */
export type Moment = {
  /** By the clock on the wall, ms since the epoch: what is shown, and what was recorded by it. */
  readonly now: number;
  /** ms of `performance.now()`, for how long something lasts: the other clock may be set back. */
  readonly steady: number;
};

/** This very moment. */
export const thisMoment = (): Moment => ({ now: Date.now(), steady: performance.now() });
