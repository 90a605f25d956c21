import type { ReactNode } from 'react';
import type { MqttSession } from '../../session/session.ts';
import type { Controls } from '../controls.ts';
import type { CellSize } from '../layout/cell-size.ts';
import type { UiState } from '../ui-state.ts';

/** A kind of sheet: the component that draws it over the whole screen, and what the wheel does in it. */
export type SheetKind<S> = {
  readonly View: (props: { readonly sheet: S }) => ReactNode;
  /** Scrolls down (or, negative, up) by rows. */
  readonly scroll?: (controls: Controls, by: number) => void;
};

/** What sheets are drawn from that make their own rows. */
export type View = {
  readonly session: MqttSession;
  readonly state: UiState;
  readonly now: number;
};

/** A sheet's inside: rows as wide as told, and the cursor among them where something is typed. */
export type DrawnSheet = {
  readonly rows: readonly string[];
  readonly cursor?: { readonly x: number; readonly y: number };
  readonly title: string;
  /** At the right of the upper border. */
  readonly note?: string;
  /** At the right of the lower border: hints with ` · ` between them, the least important last. */
  readonly footnote?: string;
};

/** A kind of sheet that makes its own rows. */
export type RowsSheet<S> = Omit<SheetKind<S>, 'View'> & {
  readonly draw: (sheet: S, view: View, inside: CellSize) => DrawnSheet;
};
