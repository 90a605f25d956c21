import type { ScreenRow } from './screen-row.ts';
import type { Style } from './styles.ts';

/** Cells of a row that are written in one go. */
export type CellSpan = {
  readonly row: ScreenRow;
  readonly y: number;
  readonly start: number;
  /** Behind its last cell. */
  readonly end: number;
  /** Text, blanks in its place, their erasure, or text whose width is uncertain. */
  readonly as: 'text' | 'blanks' | 'erasure' | 'loose text';
  /** Its style; `undefined` if all of it is blank and takes any style that blanks do not show. */
  readonly style: Style | undefined;
  /** What must be written directly after it. */
  next: CellSpan | undefined;
};
