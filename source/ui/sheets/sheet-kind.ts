import type { ReactNode } from 'react';
import type { ActionContext, KeyBinding } from '../action-context.ts';

/** A row of the table of sheets. */
export type SheetKind<S> = {
  /** The title of its keys in the help and in docs/. */
  readonly title: string;
  /** Its own keys, and those that open it. */
  readonly keys: readonly KeyBinding[];
  /** Draws it over the whole screen. */
  readonly View: (props: { readonly sheet: S }) => ReactNode;
  /** From this many rows of the screen on it leaves the upper part to the panes. */
  readonly sharesFrom?: number;
  /** Runs while the sheet is open, even beneath the help; draws nothing. */
  readonly Work?: () => ReactNode;
  /** Handles the wheel: scrolls down by rows (up if negative). */
  readonly scroll?: (context: ActionContext, by: number) => void;
};
