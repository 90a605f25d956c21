const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** The middle one; of an even number the mean of the middle two. */
export const median = (values: readonly number[]): number => {
  const all = sorted(values);
  const middle = all.slice(Math.ceil(all.length / 2) - 1, Math.floor(all.length / 2) + 1);
  return mean(middle);
};

/** The least of the values that this percentage of all do not exceed. */
export const percentile = (values: readonly number[], percent: number): number =>
  sorted(values)[Math.max(0, Math.ceil((values.length * percent) / 100) - 1)] ?? Number.NaN;

/** NaN for none. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
