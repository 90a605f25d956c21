import type { TestTerminal } from '../test/support/terminal.ts';
import type { Palette } from './svg-palette.ts';

export type Scene = {
  readonly what: string;
  readonly play: (alice: TestTerminal) => Promise<unknown>;
  /** Whether every frame of it is kept, for an animated picture. */
  readonly isFilmed?: boolean;
};

export type Picture = {
  /** Below docs/. */
  readonly file: string;
  /** For people who cannot see it. */
  readonly description: string;
  /** The colours of her terminal, which reports its background to the program. */
  readonly palette: Palette;
  /** Columns of her terminal, 120 by default. */
  readonly columns?: number;
  /** Rows of her terminal. */
  readonly rows: number;
  /** Flags of Alice's program, besides `--demo` and her name. */
  readonly flags?: readonly string[];
  /** In order. A still picture is taken at the end. */
  readonly scenes: readonly Scene[];
};
