import type { SheetBase } from '../sheets/sheet.ts';

/** The sheet with the broker's own figures. */
export type BrokerSheet = SheetBase & {
  readonly kind: 'broker';
  /** Which node of a cluster is shown, from 0. */
  readonly node: number;
  /** How many rows it is scrolled down. */
  readonly top: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly broker: BrokerSheet;
  }
}
