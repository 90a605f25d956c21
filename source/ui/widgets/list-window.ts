import { plural } from '../../format/count.ts';

/** The first row to show of a list scrolled to `top`, so that `room` stays full; `rows` is the list's length. */
export const firstShown = (top: number, rows: number, room: number): number =>
  Math.max(0, Math.min(top, rows - room));

/**
 * Where a list is scrolled to after so many rows down (up if negative). Its end is `Infinity`, so that it
 * stays in sight in a box that shrinks.
 */
export const scrolledBy = (
  by: number,
  { top, rows, room }: { readonly top: number; readonly rows: number; readonly room: number },
): number =>
  by > 0 && by + top === Infinity
    ? Infinity
    : firstShown(firstShown(top, rows, room) + by, rows, room);

/** The first row to show of a list so that its marked row is visible. */
export const firstToSee = (marked: number, room: number): number => Math.max(0, marked - room + 1);

/** The valid index nearest to the given one: the list may have become shorter. */
export const nearestIndex = (index: number, length: number): number =>
  Math.max(0, Math.min(index, length - 1));

/** How many rows are below those on the screen, as a note; empty if there are none. */
export const rowsBelow = (left: number): string =>
  left > 0 ? `↓ ${plural(left, 'row', 'rows')} more` : '';
