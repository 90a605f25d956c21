import type { SheetBase } from '../sheets/sheet.ts';

/** What is retained on the topics that filters match, to be cleared. */
export type CleanSheet = SheetBase & {
  readonly kind: 'clean';
  /** It only lists. */
  readonly isDry: boolean;
  /** The first topic that is shown. */
  readonly top: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly clean: CleanSheet;
  }
}

/** Rows above the list: how the cleaning stands. */
export const rowsAbove = 2;
