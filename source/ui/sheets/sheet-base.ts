import type { EditedLine } from '../widgets/line-editor.ts';

/** What every sheet has beside its kind. */
export type SheetBase = {
  /** What is being typed in it, if anything is. */
  readonly line?: EditedLine;
  /** Whether that may have several lines. */
  readonly isMultiLine?: boolean;
};
