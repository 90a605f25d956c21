/** Numbers from 0 to below 1 that look random and are the same in every run (mulberry32). */
const seededRandom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Rounds to a number of decimals, as a device does before it publishes. */
export const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** A quantity of a house: it swings slowly around its mean, with some noise. */
export type Quantity = {
  readonly mean: number;
  readonly swing: number;
  readonly decimals: number;
};

/** The values of a quantity over time, in seconds since the start; `phase` tells two rooms apart. */
export const valuesOf = (
  { mean, swing, decimals }: Quantity,
  phase: number,
): ((seconds: number) => number) => {
  const random = seededRandom(Math.round(mean * 100 + phase));
  return (seconds) => {
    const slow = 0.65 * Math.sin(seconds / 23 + phase * 1.7);
    const quick = 0.25 * Math.sin(seconds / 6 + phase);
    return rounded(mean + swing * (slow + quick + 0.2 * (random() - 0.5)), decimals);
  };
};
