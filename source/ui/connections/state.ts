import type { SheetBase } from '../sheets/sheet.ts';
import type { Offers } from '../widgets/offers.ts';
import type { FieldName, ProfileForm } from './fields.ts';
import type { TestStep } from '../../mqtt/test-steps.ts';
import type { FoundConnections, ProfileDraft, ProfileFields } from './profile-book.ts';

/** The list of connections. */
export type ConnectionsSheet = SheetBase & {
  readonly kind: 'connections';
  /** The marked profile; `undefined` for the broker of this machine. */
  readonly marked: string | undefined;
};

/** The form of a profile, new or existing. */
export type ProfileSheet = SheetBase & {
  readonly kind: 'profile';
  /** The profile that it changes or copies. */
  readonly from?: ProfileDraft['from'];
  /** What it began with. */
  readonly before: { readonly form: ProfileForm; readonly fields: ProfileFields };
  /** The form as it was when a field was left last; the text being typed is in `line`. */
  readonly form: ProfileForm;
  readonly field: FieldName;
  /** The fields that have been left, whose problems are told. */
  readonly visited: ReadonlySet<FieldName>;
  readonly offers?: Offers | undefined;
};

/** A connection test, step by step. */
export type TestSheet = SheetBase & {
  readonly kind: 'test';
  readonly draft: ProfileDraft;
  readonly steps: readonly TestStep[];
  /** `asking`: the password is being typed in `line`. */
  readonly state: 'asking' | 'running' | 'over';
  /** Ends the test that is running. */
  readonly stop: () => void;
  /** How many rows it is scrolled down; `Infinity` follows the newest. */
  readonly top: number;
  /** Where it was opened. */
  readonly from: ConnectionsSheet | ProfileSheet;
};

/** The import from another program: a path being typed, then what was found there. */
export type ImportSheet = SheetBase & {
  readonly kind: 'import';
  readonly offers?: Offers | undefined;
  readonly found?: { readonly path: string; readonly what: FoundConnections } | undefined;
  /** Why nothing was found, in one sentence. */
  readonly problem?: string | undefined;
  readonly top: number;
  /** The profile that was marked in the list. */
  readonly marked: string | undefined;
};

declare module '../sheets/sheet.ts' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- adds to an interface
  interface SheetStates {
    readonly connections: ConnectionsSheet;
    readonly profile: ProfileSheet;
    readonly test: TestSheet;
    readonly import: ImportSheet;
  }
}
