import { blank, type GraphemeTable } from './graphemes.ts';
import type { LooseText, ScreenRow } from './screen-row.ts';

/** Box-drawing lines, which must stay in their columns. */
const isBorder = (code: number): boolean => code >= 0x25_00 && code <= 0x25_7f;

const readFrom = ({ codes, styles }: ScreenRow, table: GraphemeTable, start: number): LooseText => {
  let end = start;
  let reach = start;
  let x = start;
  let most = start;
  for (let code = codes[x]; code !== undefined && !isBorder(code); code = codes[x]) {
    const width = table.widthOf(code);
    x += width;
    most += Math.max(width, table.reachOf(code));
    if (code !== blank) {
      end = x;
      reach = most;
      // One blank belongs to the text, two are a gap.
    } else if (codes[x] === blank) break;
  }
  reach = Math.min(reach, codes.length);
  let free = end;
  while (free < reach && codes[free] === blank && styles[free] === styles[end]) free += 1;
  return { start, end, free, reach };
};

/** All loose texts of a row, from left to right. */
export const looseTexts = (row: ScreenRow, table: GraphemeTable): LooseText[] => {
  const texts: LooseText[] = [];
  for (let x = 0; x < row.codes.length; x += 1) {
    if (table.reachOf(row.codes[x] ?? blank) === 0) continue;
    const text = readFrom(row, table, x);
    texts.push(text);
    x = text.end - 1;
  }
  return texts;
};
