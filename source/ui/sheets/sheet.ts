import type { EditedLine } from '../widgets/line-editor.ts';

/** What every sheet has besides its kind. */
export type SheetBase = {
  /** The line being typed in it, if any. */
  readonly line?: EditedLine;
  /** Whether that line may contain line breaks. */
  readonly isMultiLine?: boolean;
  /** Whether it is kept as it was when it is closed. */
  readonly isKept?: boolean;
};

/** The states of the sheets by kind: each feature adds its own in its `state.ts`. */
// oxlint-disable-next-line typescript/consistent-type-definitions -- only to an interface others can add
export interface SheetStates {}

/** The kinds of sheets, which are also scopes for keys. */
export type SheetName = keyof SheetStates;

/** A sheet covers the whole screen and takes the keys; immutable, like all UI state. */
export type Sheet = SheetStates[SheetName];
