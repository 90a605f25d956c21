import { plural } from '../../format/count.ts';

/** The first row on the screen of a list scrolled to `top`, given how many rows there are and how many fit: the room stays full. */
export const firstShown = (top: number, rows: number, room: number): number =>
  Math.max(0, Math.min(top, rows - room));

/** The first row on the screen of a list whose marked row must be seen. */
export const firstToSee = (marked: number, room: number): number => Math.max(0, marked - room + 1);

/** Which of a list is at an index, or is nearest to it: the list may have become shorter. */
export const nearestIndex = (index: number, length: number): number =>
  Math.max(0, Math.min(index, length - 1));

/** How many rows are below those on the screen, in words; empty if there are none. */
export const rowsBelow = (left: number): string =>
  left > 0 ? `↓ ${plural(left, 'row', 'rows')} more` : '';
