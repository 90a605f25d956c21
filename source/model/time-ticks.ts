const millisecond = 1;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Round steps of time, ms. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((count) => count * millisecond),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count) => count * day),
];

/** The times on an axis, ms since the epoch, and the step between them, ms. */
export type TimeTicks = { readonly step: number; readonly ticks: readonly number[] };

/**
 * Round times from `from` to `to`, ms since the epoch, at most `count`. `offset` is how far local time is
 * ahead of UTC, ms, so that midnight is a round time.
 */
export const timeTicks = (from: number, to: number, count: number, offset: number): TimeTicks => {
  const least = (to - from) / Math.max(1, count);
  const step = steps.find((candidate) => candidate >= least) ?? Math.ceil(least / day) * day;
  const ticks: number[] = [];
  const first = Math.ceil((from + offset) / step) * step - offset;
  for (let tick = first; tick <= to && ticks.length < count; tick += step) ticks.push(tick);
  return { step, ticks };
};
