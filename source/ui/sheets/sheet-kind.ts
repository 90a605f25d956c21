import type { ReactNode } from 'react';
import type { ActionContext } from '../action-context.ts';

/** A kind of sheet: the component that draws it over the whole screen, and what the wheel does in it. */
export type SheetKind<S> = {
  readonly View: (props: { readonly sheet: S }) => ReactNode;
  /** What goes on while it is open, beneath the help too; draws nothing. */
  readonly Work?: () => ReactNode;
  /** Scrolls down (or, negative, up) by rows. */
  readonly scroll?: (context: ActionContext, by: number) => void;
};
