import { diffArrays } from 'diff';

/** What stands beside what: indices into both lists, `undefined` for nothing. */
export type Pair = { readonly left: number | undefined; readonly right: number | undefined };

/** When more entries than this differ, the lists are compared entry by entry. */
const mostEdits = 1000;

/** Longer lists too, and those that take longer than this, ms. */
const longest = 20_000;
export const longestAlign = 300;

const rangeOf = (start: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => start + index);

/** What was taken away and what came in its place, one beside the other. */
const zip = (left: readonly number[], right: readonly number[]): Pair[] =>
  rangeOf(0, Math.max(left.length, right.length)).map((index) => ({
    left: left[index],
    right: right[index],
  }));

/**
 * Lines two lists up so that as much as possible is the same; entries are the same when they are
 * equal. `timeout` in ms: one who compares many lists has that time for all of them.
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
  let [gone, come]: number[][] = [[], []];
  const close = (): void => {
    pairs.push(...zip(gone ?? [], come ?? []));
    [gone, come] = [[], []];
  };
  for (const { added, removed, count } of changes) {
    if (removed) gone = rangeOf(atLeft, count);
    else if (added) come = rangeOf(atRight, count);
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
