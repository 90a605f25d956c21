import type { TestTerminal } from '../test/support/terminal.ts';
import type { Palette } from './svg-palette.ts';

/** The people at their terminals. A picture is of Alice's; Bob comes when he is first asked for. */
export type Stage = { readonly alice: TestTerminal; readonly bob: () => TestTerminal };

/** What happens before the picture is taken. */
export type Scene = { readonly what: string; readonly play: (stage: Stage) => Promise<unknown> };

export type Picture = {
  /** Below docs/. */
  readonly file: string;
  /** For who cannot see it. */
  readonly description: string;
  /** The colours of her terminal, which tells the program its background. */
  readonly palette: Palette;
  /** Rows of her terminal. */
  readonly rows: number;
  /** Flags of Alice's program besides those of the connection. */
  readonly flags: readonly string[];
  /** In this order. */
  readonly scenes: readonly Scene[];
};
