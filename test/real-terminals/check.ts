import type { TerminalName } from './terminals.ts';

/** What a check gets. */
export type CheckOptions = {
  readonly terminal: TerminalName;
  /** How often it is tried. */
  readonly samples: number;
  /** The path of a picture with such a name. */
  readonly picture: (name: string) => string;
  /** Tells what goes on. */
  readonly note: (text: string) => void;
};

/** What came out. */
export type Outcome = {
  readonly what: string;
  readonly right: number;
  readonly samples: number;
};
