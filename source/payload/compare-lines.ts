import { align, type Pair } from './align.ts';
import { numberDifference } from './number-difference.ts';

/** A row of a comparison: equal on both sides (` `), only on the right (`+`), only on the left (`-`), or changed (`~`). */
export type CompareRow = {
  readonly mark: ' ' | '+' | '-' | '~';
  /** Texts that have passed `printable`; `undefined` on a side without this row. */
  readonly left: string | undefined;
  readonly right: string | undefined;
  /** How much more the right one is, where both are numbers. */
  readonly difference?: string;
};

/** A row whose sides differ; `one` and `other` are what they hold apart from names and indentation. */
export const changedRow = (
  left: string | undefined,
  right: string | undefined,
  one: string,
  other: string,
): CompareRow => {
  const difference = numberDifference(one, other);
  return { mark: '~', left, right, ...(difference === undefined ? {} : { difference }) };
};

const rowOf = (left: string | undefined, right: string | undefined): CompareRow => {
  if (left === right) return { mark: ' ', left, right };
  if (left === undefined) return { mark: '+', left, right };
  if (right === undefined) return { mark: '-', left, right };
  return changedRow(left, right, left, right);
};

const at = (lines: readonly string[], index: number | undefined): string | undefined =>
  index === undefined ? undefined : lines[index];

/** Compares texts line by line; lines that only moved up or down do not count as changed. */
export const compareLines = (left: readonly string[], right: readonly string[]): CompareRow[] =>
  align(left, right).map((pair: Pair) => rowOf(at(left, pair.left), at(right, pair.right)));

/** Compares lists by position, such as the rows of a hex dump. */
export const compareInPlace = (left: readonly string[], right: readonly string[]): CompareRow[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    rowOf(left[index], right[index]),
  );
