/** No faster than so, ms. */
const shortest = 100;

/** No slower than once a day, ms. */
const longest = 86_400_000;

/** The ms between two of a repeated message, from seconds as they were typed; `undefined` for once, or what is wrong. */
export const repeatTime = (seconds: string): number | undefined | string => {
  const text = seconds.trim();
  if (text === '') return undefined;
  const time = /^\d+(?:\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : Number.NaN;
  return time >= shortest && time <= longest
    ? time
    : `A message is repeated every ${shortest / 1000} to ${longest / 1000} seconds; leave it empty to publish once.`;
};
