import type { ReactNode } from 'react';
import type { ActionContext, KeyBinding } from '../action-context.ts';

/** A row of the table of sheets. */
export type SheetKind<S> = {
  /** The section of its keys in the help and in docs/. */
  readonly title: string;
  /** Its own keys, and those that open it. */
  readonly keys: readonly KeyBinding[];
  /** Draws it over the whole screen. */
  readonly View: (props: { readonly sheet: S }) => ReactNode;
  /** What goes on while it is open, beneath the help too; draws nothing. */
  readonly Work?: () => ReactNode;
  /** What the wheel does: scrolls down (or, negative, up) by rows. */
  readonly scroll?: (context: ActionContext, by: number) => void;
};
