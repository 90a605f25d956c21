import type { TerminalName } from './terminals.ts';

/** What a check gets. */
export type CheckOptions = {
  readonly terminal: TerminalName;
  /** How often it is tried. */
  readonly samples: number;
  /** The path of a picture with such a name. */
  readonly picture: (name: string) => string;
  /** Whether what comes out becomes the record that later runs are compared with. */
  readonly shouldWrite: boolean;
  /** Tells what goes on. */
  readonly note: (text: string) => void;
};

/** What came out. */
export type Outcome = {
  readonly what: string;
  readonly right: number;
  readonly samples: number;
};

/** What comes out of it; one check may look at several things. */
export type Check = (options: CheckOptions) => Promise<readonly Outcome[]>;
