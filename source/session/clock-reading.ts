/** One instant, read from two clocks. */
export type ClockReading = {
  /** Wall-clock time, or the recording's, ms since the epoch: for what is shown and recorded. */
  readonly wall: number;
  /** ms of `performance.now()`: for durations, since the wall clock may be set back. */
  readonly monotonic: number;
};

/** Reads both clocks; `now` is the session's wall-clock time. */
export const readClock = ({ now }: { readonly now: number }): ClockReading => ({
  wall: now,
  monotonic: performance.now(),
});
