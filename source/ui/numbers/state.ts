import type { ValuePath } from '../../payload/value-path.ts';
import type { SheetBase } from '../sheets/sheet.ts';

/** The sheet that offers the numbers in a topic's payload for the chart. */
export type NumbersSheet = SheetBase & {
  readonly kind: 'numbers';
  readonly topic: string;
  readonly paths: readonly ValuePath[];
  /** The paths ticked, joined; at first those that are in the chart. */
  readonly ticked: ReadonlySet<string>;
  /** Whether a tick was changed: otherwise the row at the mark is meant. */
  readonly isTicked: boolean;
  /** The index of the marked row. */
  readonly index: number;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly numbers: NumbersSheet;
  }
}
