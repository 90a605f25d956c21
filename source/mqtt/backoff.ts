const firstDelay = 1000;
const longestDelay = 30_000;

/**
 * How long to wait before an attempt (2 is the first retry), ms: doubling from 1 s to 30 s, shortened by
 * up to a quarter at random, so that a thousand clients of a restarted broker do not all return at once.
 */
export const backoffDelay = (attempt: number, random: () => number): number => {
  const full = Math.min(longestDelay, firstDelay * 2 ** Math.max(0, attempt - 2));
  return Math.round(full * (1 - random() / 4));
};
