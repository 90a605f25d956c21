const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The speeds at which a recording can be played; 1 is real time. */
export const speeds = [0.1, 0.5, 1, 2, 5, 10, 30, 100, 300, 1000, 3000, 10_000] as const;

/** The sizes of a step, ms. */
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

/** About how many steps a whole recording has. */
const stepsThrough = 50;

/** The size of a step, ms, for a recording of `duration` ms. */
export const stepFor = (duration: number): number =>
  steps.find((step) => step * stepsThrough >= duration) ??
  Math.ceil(duration / stepsThrough / day) * day;
