import type { NumberSeries } from './number-series.ts';

/** What the states of a series took of a period. */
export type StateShares = {
  /** The share of each state, more than 0 and up to 1, the largest number first. */
  readonly shares: readonly { readonly value: number; readonly share: number }[];
  /** How often one state followed another. */
  readonly changes: number;
};

/**
 * The shares of states from `from` to `to`, ms since the epoch. A state lasts until the next; what was before
 * the first is not known and does not count.
 */
export const stateShares = (series: NumberSeries, from: number, to: number): StateShares => {
  const { times, values } = series;
  const lasted = new Map<number, number>();
  const end = series.indexAfter(to);
  let changes = 0;
  let total = 0;
  for (let index = Math.max(0, series.indexAfter(from) - 1); index < end; index += 1) {
    const value = values[index] ?? 0;
    const since = Math.max(from, times[index] ?? 0);
    const until = index + 1 < end ? (times[index + 1] ?? to) : to;
    const time = Math.max(0, until - since);
    lasted.set(value, (lasted.get(value) ?? 0) + time);
    total += time;
    if (index > 0 && (times[index] ?? 0) >= from && values[index - 1] !== value) changes += 1;
  }
  const shares = Array.from(lasted, ([value, time]) => ({ value, share: time / total }));
  return {
    shares: shares.filter(({ share }) => share > 0).toSorted((a, b) => b.value - a.value),
    changes,
  };
};
