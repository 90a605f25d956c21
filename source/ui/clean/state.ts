import { printable } from '../../payload/printable.ts';
import type { RetainedCleanup } from '../../session/retained/retained-cleanup.ts';
import type { SheetBase } from '../sheets/sheet.ts';

/** The sheet that lists what is retained on topics matching some filters, and clears it. */
export type CleanSheet = SheetBase & {
  readonly kind: 'clean';
  /** Whether it only lists. */
  readonly isDry: boolean;
  /** The index of the first topic shown. */
  readonly top: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly clean: CleanSheet;
  }
}

/** Which topics a cleanup is about, safe to draw. */
export const whereOf = ({ filters, narrowing }: RetainedCleanup): string =>
  printable([filters.join(' '), ...(narrowing === undefined ? [] : [narrowing])].join(', '), 200);

/** Rows above the list, for the progress. */
export const rowsAbove = 2;
