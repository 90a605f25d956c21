import type { SheetBase } from '../sheets/sheet.ts';

/** What the broker says about itself. */
export type BrokerSheet = SheetBase & {
  readonly kind: 'broker';
  /** Which node of a cluster is shown, from 0. */
  readonly node: number;
  /** Rows that it is scrolled down. */
  readonly top: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly broker: BrokerSheet;
  }
}
