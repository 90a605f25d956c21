const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How many times faster than it was a recording can be played. */
export const speeds = [0.1, 0.5, 1, 2, 5, 10, 30, 100, 300, 1000, 3000, 10_000] as const;

/** A step of time: one of these, ms. */
const steps = [
  10,
  100,
  second,
  5 * second,
  10 * second,
  30 * second,
  minute,
  5 * minute,
  10 * minute,
  30 * minute,
  hour,
  3 * hour,
  6 * hour,
  day,
] as const;

/** Roughly how many steps lead through the whole of it. */
const stepsThrough = 50;

/** The step of time for a recording that lasts so many ms. */
export const stepFor = (duration: number): number =>
  steps.find((step) => step * stepsThrough >= duration) ??
  Math.ceil(duration / stepsThrough / day) * day;
