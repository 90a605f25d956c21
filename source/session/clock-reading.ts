/** A moment, by two clocks. */
export type ClockReading = {
  /** By the clock on the wall, or that of a recording, ms since the epoch: what is shown, and what was recorded by it. */
  readonly wall: number;
  /** ms of `performance.now()`, for how long something lasts: the other clock may be set back. */
  readonly monotonic: number;
};

/** This very moment, with the time that a session looks at. */
export const readClock = ({ now }: { readonly now: number }): ClockReading => ({
  wall: now,
  monotonic: performance.now(),
});
