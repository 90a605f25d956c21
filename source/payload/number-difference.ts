import { compareDecimals, negated, sumOf } from './decimal.ts';
import { decimalIn, unitIn } from './number-with-unit.ts';

/** A longer difference, in UTF-16 units, is read by nobody. */
const longest = 100;

/**
 * How much more the right number is, exactly: `+0.2`, `-3`, `±0`; `undefined` unless both texts are one
 * number, perhaps with the same unit.
 */
export const numberDifference = (left: string, right: string): string | undefined => {
  const [from, to] = [decimalIn(left), decimalIn(right)];
  if (from === undefined || to === undefined || unitIn(left) !== unitIn(right)) return undefined;
  const order = compareDecimals(to, from);
  if (order === 0) return '±0';
  const text = sumOf(to, negated(from))?.text;
  if (text === undefined || text.length > longest) return undefined;
  return order > 0 ? `+${text}` : text;
};
