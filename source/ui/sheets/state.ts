import type { PublishSheet } from '../publish/state.ts';
import type { ReadSheet, Sheet } from './sheet.ts';

/** What lies over the panes. */
export type SheetsState = {
  /** What is worked in over the whole screen, while it is open. */
  readonly sheet: Sheet | undefined;
  /** What is read over all of that, while it is open. */
  readonly reading: ReadSheet | undefined;
  /** The publish editor as it was left. */
  readonly publishDraft: PublishSheet | undefined;
};

/** What happens to what lies over the panes. */
export type SheetsAction =
  /** A sheet is opened, worked in, or with `undefined` closed. */
  | { readonly type: 'sheet-changed'; readonly sheet: Sheet | undefined }
  /** A sheet that is only read is opened, scrolled, or with `undefined` closed. */
  | { readonly type: 'reading-changed'; readonly reading: ReadSheet | undefined };

/** Nothing lies over the panes at the start. */
export const initialSheets: SheetsState = {
  sheet: undefined,
  reading: undefined,
  publishDraft: undefined,
};

/** What is another in the next state of what lies over the panes. Pure. */
export const sheetsReducer = (
  { sheet, publishDraft }: SheetsState,
  action: SheetsAction,
): Partial<SheetsState> =>
  action.type === 'reading-changed'
    ? { reading: action.reading }
    : {
        sheet: action.sheet,
        publishDraft: sheet?.kind === 'publish' ? sheet : publishDraft,
      };
