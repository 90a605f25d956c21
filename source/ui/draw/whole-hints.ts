import { truncate, widthOf, wrapCells } from './cells.ts';

/** Comes between two hints. */
const separator = ' · ';

/**
 * Wraps hints, joined by ` · ` and the least important last, into at most `most` rows of `width` cells.
 * From the first hint that does not fit on, all are left out, and none is cut, unless it is longer than
 * all the rows.
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

/** As many hints, joined by ` · `, as fit in one row. */
export const hintsWithin = (text: string, width: number): string =>
  wrapHints(text, width, 1).join('');
