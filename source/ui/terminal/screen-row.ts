import { blank, nothing } from './graphemes.ts';

/**
 * A piece of text whose width the terminal may see differently: from the first uncertain grapheme
 * to the next gap, border, or the end of the row. It is written in one go, with the terminal's own
 * spacing, because a word whose letters are forced into columns is unreadable. If it is longer, it takes
 * the blanks that follow; what comes after those is written later, in its own columns.
 */
export type LooseText = {
  readonly start: number;
  /** Just past its last grapheme. */
  readonly end: number;
  /** Just past the blanks that it may cover. Up to here it is written as a whole. */
  readonly free: number;
  /** Just past the last cell that it may cover. */
  readonly reach: number;
};

/** A row of cells. */
export type ScreenRow = {
  /** The text the cells were made from. */
  text: string;
  /** The grapheme that starts in each cell, by its code in the table. */
  readonly codes: Uint32Array;
  /** The style of each cell, by its id in the table. */
  readonly styles: Uint16Array;
  loose: readonly LooseText[];
};

export const blankScreenRow = (columns: number): ScreenRow => ({
  text: '',
  codes: new Uint32Array(columns).fill(blank),
  styles: new Uint16Array(columns),
  loose: [],
});

/** A row that shows none of what a frame has. */
export const unknownScreenRow = (columns: number): ScreenRow => ({
  text: '\n',
  codes: new Uint32Array(columns).fill(nothing),
  styles: new Uint16Array(columns),
  loose: [],
});
