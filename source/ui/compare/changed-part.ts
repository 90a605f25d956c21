import { graphemes } from '../draw/cells.ts';

/** A text longer than this, in UTF-16 units, is marked as a whole. */
const longest = 4000;

/** How many graphemes two lists have in common at their start. */
const commonStart = (one: readonly string[], other: readonly string[]): number => {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && one[count] === other[count]) count += 1;
  return count;
};

const lengthOf = (parts: readonly string[]): number =>
  parts.reduce((sum, part) => sum + part.length, 0);

/** The part of a text that another does not share: what lies between their common start and end, in UTF-16 units. */
export const changedIn = (
  text: string,
  other: string,
): { readonly start: number; readonly end: number } => {
  if (Math.max(text.length, other.length) > longest) return { start: 0, end: text.length };
  const [own, others] = [graphemes(text), graphemes(other)];
  const before = commonStart(own, others);
  const after = commonStart(own.slice(before).toReversed(), others.slice(before).toReversed());
  const start = lengthOf(own.slice(0, before));
  return { start, end: text.length - lengthOf(own.slice(own.length - after)) };
};
