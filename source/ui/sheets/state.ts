import type { ReadText } from './read-text.ts';
import type { Sheet, SheetName, SheetStates } from './sheet.ts';

/** A text that is read over everything else, a form that asks included; what lies beneath stays as it is. */
export type Reading = {
  readonly text: ReadText;
  /** The first row that is shown. */
  readonly top: number;
};

/** What lies over the panes. */
export type SheetsState = {
  /** What is worked in over the whole screen, while it is open. */
  readonly sheet: Sheet | undefined;
  /** What is read over all of that, while it is open. */
  readonly reading: Reading | undefined;
  /** The sheets that are kept, as they were left. */
  readonly kept: { readonly [Name in SheetName]?: SheetStates[Name] };
};

/** What happens to what lies over the panes. */
export type SheetsAction =
  /** A sheet is opened, worked in, or with `undefined` closed. */
  | { readonly type: 'sheet-changed'; readonly sheet: Sheet | undefined }
  /** A text is opened, scrolled, or with `undefined` closed. */
  | { readonly type: 'reading-changed'; readonly reading: Reading | undefined };

/** Nothing lies over the panes at the start. */
export const initialSheets: SheetsState = { sheet: undefined, reading: undefined, kept: {} };

/** What changes in what lies over the panes. Pure. */
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
