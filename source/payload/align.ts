import { diffArrays } from 'diff';

/** Entries shown side by side: an index into each list, `undefined` where a list has none. */
export type Pair = { readonly left: number | undefined; readonly right: number | undefined };

/** If more entries than this differ, the lists are paired by position. */
const mostEdits = 1000;

/** Lists longer than this are paired by position too. */
const longest = 20_000;

/** So are lists that take longer than this to align, in ms. */
export const longestAlign = 300;

const rangeOf = (start: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => start + index);

/** Pairs what was removed with what was added in its place. */
const zip = (left: readonly number[], right: readonly number[]): Pair[] =>
  rangeOf(0, Math.max(left.length, right.length)).map((index) => ({
    left: left[index],
    right: right[index],
  }));

/**
 * Pairs the entries of two lists so that as many pairs as possible are equal. `timeout` is in ms: a
 * caller that aligns many lists can share one time limit among them.
 */
export const align = (
  left: readonly (string | number)[],
  right: readonly (string | number)[],
  timeout = longestAlign,
): Pair[] => {
  const isLong = left.length > longest || right.length > longest || timeout <= 0;
  const changes = isLong
    ? undefined
    : diffArrays([...left], [...right], { maxEditLength: mostEdits, timeout });
  if (changes === undefined) return zip(rangeOf(0, left.length), rangeOf(0, right.length));
  const pairs: Pair[] = [];
  let [atLeft, atRight] = [0, 0];
  let [leftOnly, rightOnly]: number[][] = [[], []];
  const close = (): void => {
    pairs.push(...zip(leftOnly ?? [], rightOnly ?? []));
    [leftOnly, rightOnly] = [[], []];
  };
  for (const { added, removed, count } of changes) {
    if (removed) leftOnly = rangeOf(atLeft, count);
    else if (added) rightOnly = rangeOf(atRight, count);
    else {
      close();
      pairs.push(...zip(rangeOf(atLeft, count), rangeOf(atRight, count)));
    }
    if (!added) atLeft += count;
    if (!removed) atRight += count;
  }
  close();
  return pairs;
};
