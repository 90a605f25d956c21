/** The ends of an axis, and the numbers on it. */
export type Scale = {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** Decimals needed to tell the ticks apart. */
  readonly digits: number;
  /** What stands at the ticks instead of numbers. */
  readonly words?: ReadonlyMap<number, string>;
};

const niceSteps = [1, 2, 2.5, 5, 10];

/** The smallest nice step of at least `least`. */
const niceStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least));
  return (niceSteps.find((step) => step * power >= least * (1 - 1e-9)) ?? 10) * power;
};

/** Larger or smaller magnitudes would overflow or underflow. */
const largest = 8e307;
const smallest = 1e-290;

const bounded = (value: number): number => Math.max(-largest, Math.min(largest, value));

/** Widens the range of a constant, so that it has a scale too. */
const widen = (min: number, max: number): readonly [number, number] => {
  // Numbers closer together than the digits can show count as equal.
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

/** An axis starts and ends at a multiple of this fraction of a step. */
const parts = 5;

/** An axis around `min` and `max` (finite), with round numbers and about `count` steps, at least three. */
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

/** An axis of states, from the lowest number to the highest, with each at its number; `others` are numbers besides them. */
export const stateScale = (
  words: ReadonlyMap<number, string>,
  others: readonly number[],
): Scale => {
  const ticks = [...words.keys()];
  const all = [...ticks, ...others].map(bounded);
  const [low, to] = [Math.min(...all), Math.max(...all)];
  return { from: low < to ? low : to - 1, to, ticks, digits: 0, words };
};

/** A short text for a tick: `21.5`, `1.5k`, `2M`, `1e-7`. */
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

/** A number with five significant digits: `21.5`, `1013.2`, `1.2346e+9`. */
export const numberText = (value: number): string => {
  const size = Math.abs(value);
  if (size >= 1e9 || (size < 1e-4 && size > 0)) return trimmed(value.toExponential(4));
  return size >= 1e5 ? String(Math.round(value)) : trimmed(value.toPrecision(5));
};
