import type { SheetBase } from '../sheets/sheet-base.ts';

/** What the broker says about itself. */
export type BrokerSheet = SheetBase & {
  readonly kind: 'broker';
  /** Which node of a cluster is shown, from 0. */
  readonly node: number;
  /** Rows that it is scrolled down. */
  readonly top: number;
};

/** The first row on the screen, given how many there are and how many fit. */
export const firstShown = ({ top }: BrokerSheet, rows: number, room: number): number =>
  Math.max(0, Math.min(top, rows - room));
