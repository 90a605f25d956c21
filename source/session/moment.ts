/** A moment, by two clocks. */
export type Moment = {
  /** By the clock on the wall, or that of a recording, ms since the epoch: what is shown, and what was recorded by it. */
  readonly now: number;
  /** ms of `performance.now()`, for how long something lasts: the other clock may be set back. */
  readonly steady: number;
};

/** This very moment, with the time that a session looks at. */
export const thisMoment = ({ now }: { readonly now: number }): Moment => ({
  now,
  steady: performance.now(),
});
