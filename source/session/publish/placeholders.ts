const placeholder = /\{\{(?:n|now|random (-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?))\}\}/g;

/** Whether a text has placeholders in it. */
export const hasPlaceholders = (text: string): boolean => text.search(placeholder) !== -1;

/** Digits behind the point of a number as it is written. */
const decimals = (text: string): number => /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;

/** A number from one to the other, both included, with the decimals that they are written with. */
const between = (from: string, to: string, random: number): string => {
  const digits = Math.min(10, Math.max(decimals(from), decimals(to)));
  const unit = 10 ** digits;
  const [low, high] = [Number(from), Number(to)].toSorted((a, b) => a - b) as [number, number];
  const steps = Math.round((high - low) * unit) + 1;
  return (low + Math.floor(random * steps) / unit).toFixed(digits);
};

/**
 * A text with its placeholders filled in: `{{n}}` is how manieth it is, from 1; `{{now}}` the time
 * in ISO 8601; `{{random 1 10}}` a number from 1 to 10. Anything else in braces stays.
 */
export const fillPlaceholders = (
  text: string,
  { n, now, random }: { readonly n: number; readonly now: number; readonly random: () => number },
): string =>
  text.replaceAll(placeholder, (found, from?: string, to?: string) => {
    if (found === '{{n}}') return String(n);
    return from === undefined || to === undefined
      ? new Date(now).toISOString()
      : between(from, to, random());
  });
