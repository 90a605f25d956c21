import type { ReadText } from './read-text.ts';
import type { Sheet, SheetName, SheetStates } from './sheet.ts';

/** A text read on top of everything else, even a form; what is beneath it stays as it is. */
export type Reading = {
  readonly text: ReadText;
  /** The first row shown. */
  readonly top: number;
};

/** What covers the panes. */
export type SheetsState = {
  /** The open sheet. */
  readonly sheet: Sheet | undefined;
  /** The text being read on top of it. */
  readonly reading: Reading | undefined;
  /** Closed sheets that are kept as they were. */
  readonly kept: { readonly [Name in SheetName]?: SheetStates[Name] };
};

/** An event of what covers the panes. */
export type SheetsAction =
  /** A sheet was opened or changed, or with `undefined` closed. */
  | { readonly type: 'sheet-changed'; readonly sheet: Sheet | undefined }
  /** A text was opened or scrolled, or with `undefined` closed. */
  | { readonly type: 'reading-changed'; readonly reading: Reading | undefined };

/** At the start nothing covers the panes. */
export const initialSheets: SheetsState = { sheet: undefined, reading: undefined, kept: {} };

/** The changes to what covers the panes. Pure. */
export const sheetsReducer = (
  { sheet, kept }: SheetsState,
  action: SheetsAction,
): Partial<SheetsState> =>
  action.type === 'reading-changed'
    ? { reading: action.reading }
    : {
        sheet: action.sheet,
        kept: sheet?.isKept === true ? { ...kept, [sheet.kind]: sheet } : kept,
      };
