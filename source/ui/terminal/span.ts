import type { ScreenRow } from './screen-row.ts';
import type { Style } from './styles.ts';

/** Cells of a row that are written in one go. */
export type CellSpan = {
  readonly row: ScreenRow;
  readonly y: number;
  readonly start: number;
  /** Just past its last cell. */
  readonly end: number;
  /** Text, blanks, blanks made by erasing, or text of uncertain width. */
  readonly as: 'text' | 'blanks' | 'erasure' | 'loose text';
  /** Its style; `undefined` if it is all blank, and may have any style that does not show on blanks. */
  readonly style: Style | undefined;
  /** What must be written directly after it. */
  next: CellSpan | undefined;
};
