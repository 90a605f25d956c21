/** The shortest interval, ms. */
const shortest = 100;

/** The longest interval, ms: a day. */
const longest = 86_400_000;

/** The interval of a repeated message, ms, from seconds as typed; `undefined` for an empty text, or what is wrong, in one sentence. */
export const repeatTime = (seconds: string): number | undefined | string => {
  const text = seconds.trim();
  if (text === '') return undefined;
  const time = /^\d+(?:\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : Number.NaN;
  return time >= shortest && time <= longest
    ? time
    : `A message is repeated every ${shortest / 1000} to ${longest / 1000} seconds; leave it empty to publish once.`;
};
