import { compareInPlace, compareLines, type CompareRow } from './compare-lines.ts';
import { compareValues } from './compare-values.ts';
import type { Decoded } from './decoded.ts';
import { noFolds } from './folds.ts';
import { outlineOf, rowTokens } from './outline.ts';

const linesOf = ({ value, lines }: Decoded): string[] => {
  const laidOut =
    lines ?? (value === undefined ? [] : outlineOf(value, noFolds).map((row) => rowTokens(row)));
  return laidOut.map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
};

/** Compares two payloads: by structure if both have one, bytes by position, everything else line by line. */
export const comparePayloads = (left: Decoded, right: Decoded): CompareRow[] => {
  if (left.value !== undefined && right.value !== undefined)
    return compareValues(left.value, right.value);
  const [a, b] = [linesOf(left), linesOf(right)];
  return left.isDump === true && right.isDump === true ? compareInPlace(a, b) : compareLines(a, b);
};
