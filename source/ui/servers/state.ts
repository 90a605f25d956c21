import type { SheetBase } from '../sheets/sheet.ts';

/** The list of servers. */
export type ServersSheet = SheetBase & {
  readonly kind: 'servers';
  /** The place of the marked server, from 0. */
  readonly index: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly servers: ServersSheet;
  }
}
