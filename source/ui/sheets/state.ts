import { type EditedLine, textOf } from '../widgets/line-editor.ts';
import type { ReadText } from './read-text.ts';
import type { Sheet, SheetName, SheetStates } from './sheet.ts';

/** A text read on top of everything else, even a form; what is beneath it stays as it is. */
export type Reading = {
  readonly text: ReadText;
  /** The first row shown. */
  readonly top: number;
  /** What is searched for in it; absent from a text without a search. */
  readonly line?: EditedLine;
};

/** The row of a search, above the text. */
const searchRows = 1;

/** The rows that a box of `rows` has for the text itself. */
export const roomFor = ({ line }: Reading, rows: number): number =>
  Math.max(0, rows - (line === undefined ? 0 : searchRows));

/** What is typed to search in the text. */
export const searchedIn = ({ line }: Reading): string => (line === undefined ? '' : textOf(line));

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
