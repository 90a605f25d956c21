import type { LooseText, ScreenRow } from './screen-row.ts';

/** Marks the remaining cells of a loose text if one of its cells is marked; returns whether it did. */
const spread = (marks: Uint8Array, { start, free }: LooseText, end: number): boolean => {
  const first = marks.indexOf(1, start);
  if (first === -1 || first >= free) return false;
  const unmarked = marks.indexOf(0, start);
  if (unmarked === -1 || unmarked >= end) return false;
  marks.fill(1, start, end);
  return true;
};

/** Marks with 1 the cells to write to turn one row into the other; returns false if there are none. */
export const markChanges = (before: ScreenRow, after: ScreenRow, marks: Uint8Array): boolean => {
  let isChanged = false;
  for (let x = 0; x < marks.length; x += 1) {
    const differs =
      before.codes[x] !== after.codes[x] || before.styles[x] !== after.styles[x] ? 1 : 0;
    marks[x] = differs;
    if (differs === 1) isChanged = true;
  }
  if (!isChanged || before.loose.length + after.loose.length === 0) return isChanged;
  // Loose text comes and goes as a whole; of what it may have covered, only the new one's cells are due.
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const text of before.loose) if (spread(marks, text, text.free)) isGrowing = true;
    for (const text of after.loose) if (spread(marks, text, text.reach)) isGrowing = true;
  }
  return true;
};
