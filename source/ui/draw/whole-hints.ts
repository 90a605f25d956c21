import { truncate, widthOf, wrapCells } from './cells.ts';

/** What stands between two hints. */
const separator = ' · ';

/**
 * Hints with ` · ` between them, the least important last, in at most `most` rows of `width` cells:
 * from the first on for which there is no room they are left out, and none ends in the middle. Only
 * one that is longer than all rows is cut.
 */
export const wrapHints = (text: string, width: number, most: number): string[] => {
  if (widthOf(text) <= width) return [text];
  const rows: string[] = [];
  for (const hint of text.split(separator)) {
    const last = rows.at(-1);
    const joined = `${last}${separator}${hint}`;
    const wrapped = wrapCells(hint, width);
    if (last !== undefined && widthOf(joined) <= width) rows[rows.length - 1] = joined;
    else if (rows.length + wrapped.length <= most) rows.push(...wrapped);
    else if (last === undefined)
      return [...wrapped.slice(0, most - 1), truncate(wrapped.slice(most - 1).join(' '), width)];
    else break;
  }
  return rows;
};

/** As many hints with ` · ` between them as there is room for in one row. */
export const hintsWithin = (text: string, width: number): string =>
  wrapHints(text, width, 1).join('');
