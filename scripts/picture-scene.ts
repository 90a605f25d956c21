import type { TestTerminal } from '../test/support/terminal.ts';
import type { Palette } from './svg-palette.ts';

/** The people at their terminals. A picture is of Alice's; Bob comes when he is first asked for. */
export type Stage = { readonly alice: TestTerminal; readonly bob: () => TestTerminal };

export type Scene = {
  readonly what: string;
  readonly play: (stage: Stage) => Promise<unknown>;
  /** Whether each frame of it is kept: a picture with such a scene moves. */
  readonly isFilmed?: boolean;
};

export type Picture = {
  /** Below docs/. */
  readonly file: string;
  /** For who cannot see it. */
  readonly description: string;
  /** The colours of her terminal, which tells the program its background. */
  readonly palette: Palette;
  /** Columns of her terminal, 120 when not given. */
  readonly columns?: number;
  /** Rows of her terminal. */
  readonly rows: number;
  /** Time between two rounds of readings in the house, ms. */
  readonly interval?: number;
  /** Flags of Alice's program besides those of the connection. */
  readonly flags: readonly string[];
  /** In this order. A still is taken at the end. */
  readonly scenes: readonly Scene[];
};
