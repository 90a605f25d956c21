const placeholder = /\{\{(?:n|now|random(?: (-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?))?)\}\}/g;

/** Whether a text contains placeholders. */
export const hasPlaceholders = (text: string): boolean => text.search(placeholder) !== -1;

/** How many digits a number, as written, has after the decimal point. */
const decimals = (text: string): number => /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;

/** A number between two others, both included, with as many decimals as they are written with. */
const between = (from: string, to: string, random: number): string => {
  const digits = Math.min(10, Math.max(decimals(from), decimals(to)));
  const unit = 10 ** digits;
  const [low, high] = [Number(from), Number(to)].toSorted((a, b) => a - b) as [number, number];
  const steps = Math.round((high - low) * unit) + 1;
  return (low + Math.floor(random * steps) / unit).toFixed(digits);
};

/** What placeholders stand for in a message. */
type Values = { readonly n: number; readonly now: number; readonly random: () => number };

/**
 * Fills in a text's placeholders: `{{n}}` is a count from 1; `{{now}}` the time in ISO 8601;
 * `{{random 1 10}}` a number from 1 to 10, `{{random}}` one from 0 to 1. Anything else in braces stays.
 */
export const fillPlaceholders = (text: string, { n, now, random }: Values): string =>
  text.replaceAll(placeholder, (found, from = '0', to = '1.000000') => {
    if (found === '{{n}}') return String(n);
    return found === '{{now}}' ? new Date(now).toISOString() : between(from, to, random());
  });

/** The same in a payload: all bytes around them stay as they are. */
export const fillPayload = (payload: Buffer, values: Values): Buffer =>
  Buffer.from(fillPlaceholders(payload.toString('latin1'), values), 'latin1');
