import type { StoredMessage } from '../../model/stored-message.ts';
import type { CompareRow } from '../../payload/compare-lines.ts';
import type { SheetBase } from '../sheets/sheet.ts';

/** The sheet that compares two messages. */
export type CompareSheet = SheetBase & {
  readonly kind: 'compare';
  readonly left: StoredMessage;
  readonly right: StoredMessage;
  readonly rows: readonly CompareRow[];
  /** The side that `<` and `>` change. */
  readonly side: 'left' | 'right';
  /** The first row on the screen. */
  readonly top: number;
  /** The row of the last jump; -1 before the first. */
  readonly at: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly compare: CompareSheet;
  }
}

/** The rows where changes begin: each changed value, and each run of added or removed rows. */
export const changesOf = (rows: readonly CompareRow[]): number[] =>
  rows.flatMap(({ mark }, index) =>
    mark === '~' || (mark !== ' ' && rows[index - 1]?.mark !== mark) ? index : [],
  );

/** Whether the two payloads are the same byte by byte: equal values may be spelled in several ways. */
export const haveSameBytes = ({ left, right }: Pick<CompareSheet, 'left' | 'right'>): boolean =>
  left.size === right.size && Buffer.compare(left.payload, right.payload) === 0;

/** The messages are side by side from this width on, in cells. */
const sideBySideFrom = 96;

/** Whether the messages are side by side, not one below the other. */
export const areSideBySide = (width: number): boolean => width >= sideBySideFrom;

/** Rows above the comparison, for the two headings. */
export const headHeight = (width: number): number => (areSideBySide(width) ? 1 : 2);
