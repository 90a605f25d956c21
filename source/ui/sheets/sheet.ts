import type { EditedLine } from '../widgets/line-editor.ts';

/** What every sheet has beside its kind. */
export type SheetBase = {
  /** What is being typed in it, if anything is. */
  readonly line?: EditedLine;
  /** Whether that may have several lines. */
  readonly isMultiLine?: boolean;
  /** It is kept as it was left when it is closed. */
  readonly isKept?: boolean;
};

/** The states of the sheets by their kind: each feature adds its own in its `state.ts`. */
// oxlint-disable-next-line typescript/consistent-type-definitions -- only to an interface others can add
export interface SheetStates {}

/** The sheets by kind; keys that work in only one of them say so with it. */
export type SheetName = keyof SheetStates;

/** What lies over the whole screen and is worked in by keys; immutable, as all of the UI state. */
export type Sheet = SheetStates[SheetName];
