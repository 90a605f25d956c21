import type { SheetBase } from '../sheets/sheet-base.ts';

/** What the broker says about itself. */
export type BrokerSheet = SheetBase & {
  readonly kind: 'broker';
  /** Which node of a cluster is shown, from 0. */
  readonly node: number;
  /** Rows that it is scrolled down. */
  readonly top: number;
};
