import type { StoredMessage } from '../../model/stored-message.ts';
import type { CompareRow } from '../../payload/compare-lines.ts';
import type { SheetBase } from '../sheets/sheet.ts';

/** Two messages compared. */
export type CompareSheet = SheetBase & {
  readonly kind: 'compare';
  readonly left: StoredMessage;
  readonly right: StoredMessage;
  readonly rows: readonly CompareRow[];
  /** Which of them `<` and `>` exchange for an older or newer one. */
  readonly side: 'left' | 'right';
  /** The first row on the screen. */
  readonly top: number;
  /** The row that the last jump led to; -1 before the first. */
  readonly at: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly compare: CompareSheet;
  }
}

/** Where changes begin: each value that is another one now, and each run of rows that came or went. */
export const changesOf = (rows: readonly CompareRow[]): number[] =>
  rows.flatMap(({ mark }, index) =>
    mark === '~' || (mark !== ' ' && rows[index - 1]?.mark !== mark) ? index : [],
  );

/** From this many cells on the messages stand side by side. */
const sideBySideFrom = 96;

/** Whether the messages stand side by side, not one below the other. */
export const areBeside = (width: number): boolean => width >= sideBySideFrom;

/** Rows above the comparison, which tell of the two messages. */
export const headHeight = (width: number): number => (areBeside(width) ? 1 : 2);
