/** Where an axis begins and ends, and the numbers that stand at it. */
export type Scale = {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** Digits behind the point that tell the ticks apart. */
  readonly digits: number;
};

const niceSteps = [1, 2, 2.5, 5, 10];

/** The least nice step that is not smaller than this. */
const niceStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least));
  return (niceSteps.find((step) => step * power >= least * (1 - 1e-9)) ?? 10) * power;
};

/** Numbers beyond these cannot be computed with. */
const largest = 8e307;
const smallest = 1e-290;

const bounded = (value: number): number => Math.max(-largest, Math.min(largest, value));

/** A constant has a scale too: a little around it. */
const widen = (min: number, max: number): readonly [number, number] => {
  // Closer together than digits can tell is the same.
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (max - min > Math.max(smallest, size * 1e-9)) return [min, max];
  const around = size < smallest ? 1 : size * 0.05;
  return [min - around, max + around];
};

const digitsOf = (step: number): number => {
  const power = Math.floor(Math.log10(step) + 1e-9);
  const hasHalf = Math.abs(step / 10 ** power - 2.5) < 1e-6;
  return Math.max(0, Math.min(12, (hasHalf ? 1 : 0) - power));
};

/** An axis begins and ends at a fifth of a step. */
const parts = 5;

/** An axis around `min` and `max` (finite) with round numbers at about `count` steps, three or more. */
export const scaleOf = (min: number, max: number, count: number): Scale => {
  const [low, high] = widen(bounded(min), bounded(max));
  const step = niceStep((high - low) / Math.max(3, count));
  const part = step / parts;
  const from = Math.floor(low / part + 1e-9);
  const to = Math.ceil(high / part - 1e-9);
  const first = Math.ceil(from / parts);
  const last = Math.floor(to / parts);
  return {
    from: from * part,
    to: to * part,
    ticks: Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step),
    digits: digitsOf(step),
  };
};

/** A tick in few characters: `21.5`, `1.5k`, `2M`, `1e-7`. */
export const tickText = (value: number, digits: number): string => {
  const size = Math.abs(value);
  if (size >= 1e15 || digits > 6) return value === 0 ? '0' : trimmed(value.toExponential(2));
  for (const [unit, by] of units) {
    if (size < by * 10) continue;
    const short = trimmed((value / by).toFixed(3));
    if (Number(short) * by === value) return short + unit;
  }
  return value.toFixed(digits).replace(/^-(0(?:\.0*)?)$/, '$1');
};

const units = [
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
] as const;

const trimmed = (text: string): string =>
  text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');

/** A number with five digits that count: `21.5`, `1013.2`, `1.2346e+9`. */
export const numberText = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 1e9 || (size < 1e-4 && size > 0)) return trimmed(value.toExponential(4));
  return size >= 1e5 ? String(Math.round(value)) : trimmed(value.toPrecision(5));
};
