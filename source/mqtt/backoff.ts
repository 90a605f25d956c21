const firstDelay = 1000;
/** With it a wait is half as long as the outage so far, plus a second, at most. */
const growth = 1.5;
const longestDelay = 30_000;

/**
 * How long to wait before an attempt (2 is the first retry), ms: from 1 s to 30 s, half as long again each
 * time, shortened by up to a quarter at random, so that a thousand clients of a restarted broker do not
 * all return at once.
 */
export const backoffDelay = (attempt: number, random: () => number): number => {
  const full = Math.min(longestDelay, firstDelay * growth ** Math.max(0, attempt - 2));
  return Math.round(full * (1 - random() / 4));
};
