import { blank } from './graphemes.ts';

/**
 * A piece of text whose width the terminal may see differently: from the first uncertain grapheme
 * to the next gap, border, or the end of the row. It is written in one go, as the terminal spaces
 * it, for a word whose letters are pushed into columns cannot be read. Blanks behind it take up
 * what it is longer; what stands behind them is written afterwards, in its own columns.
 */
export type LooseText = {
  readonly start: number;
  /** Behind its last grapheme. */
  readonly end: number;
  /** Behind the blanks that it may cover. Up to here it is written as a whole. */
  readonly free: number;
  /** Behind the last cell that it may cover. */
  readonly reach: number;
};

/** A row of cells. */
export type ScreenRow = {
  /** What the cells were made from. */
  text: string;
  /** The grapheme that begins in each cell, by its code in the table. */
  readonly codes: Uint32Array;
  /** How each cell looks, by its id in the table. */
  readonly styles: Uint16Array;
  loose: readonly LooseText[];
};

export const blankScreenRow = (columns: number): ScreenRow => ({
  text: '',
  codes: new Uint32Array(columns).fill(blank),
  styles: new Uint16Array(columns),
  loose: [],
});
