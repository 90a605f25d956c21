import type { MqttSession } from '../../session/session.ts';
import type { TestStep } from '../../mqtt/test-steps.ts';

/** A profile, as the list of connections shows it. */
export type ProfileSummary = {
  readonly name: string;
  /** Where it connects to, without user names and passwords; empty for the broker of this machine. */
  readonly address: string;
  readonly isReadOnly: boolean;
  /** When it was opened last, in ms since the epoch; `undefined` if it never was, or nothing is kept. */
  readonly lastUse: number | undefined;
};

/**
 * Where a profile has its password from: it needs none, it is asked for at each start, a command prints it,
 * or the file has it. `elsewhere` is what only a text editor changes, such as `password-file`; it stays as it is.
 */
export type PasswordSource = 'none' | 'asked' | 'command' | 'file' | 'elsewhere';

/** What the form of a profile changes; every other key of the profile stays as it is. */
export type ProfileFields = {
  /** URLs, `HOST` or `HOST:PORT`, tried in turn; none for the broker of this machine. */
  readonly servers: readonly string[];
  readonly username: string;
  readonly passwordSource: PasswordSource;
  /** The password that the file has; it is shown to nobody. */
  readonly password: string;
  /** The program that prints the password, and its arguments. */
  readonly passwordCommand: readonly string[];
  /** PEM files; empty for none. */
  readonly cafile: string;
  readonly cert: string;
  readonly key: string;
  /** Empty for a random client identifier. */
  readonly clientId: string;
  /** Empty to be asked once. */
  readonly nick: string;
  /** Empty for those of the top level of the file, or the usual ones. */
  readonly rooms: readonly string[];
  readonly filters: readonly string[];
  readonly isReadOnly: boolean;
  /** Empty for that of the top level, or the one that fits the terminal. */
  readonly theme: string;
};

/** A profile as it is to be written, or to be tested. */
export type ProfileDraft = {
  readonly name: string;
  readonly fields: ProfileFields;
  /** The profile that it changes, or whose other keys it copies; absent for a new one. */
  readonly from?: { readonly name: string; readonly isCopied: boolean };
};

/** What is wrong with a draft, in one sentence, and in which field. */
export type DraftProblem = {
  readonly field: 'name' | keyof ProfileFields;
  readonly sentence: string;
};

/** How a connection test is watched and stopped. */
export type TestRun = {
  /** Called with every step so far, whenever one begins or ends. */
  readonly onSteps: (steps: readonly TestStep[]) => void;
  readonly signal: AbortSignal;
  /** The password, where it is asked for. */
  readonly password?: string;
};

/** A connection of another program. */
export type FoundConnection = {
  /** The name that its profile gets: free, and no command's. */
  readonly name: string;
  /** Its name in the other program, if that is another one. */
  readonly formerName?: string;
  /** Where it connects to, without user names and passwords. */
  readonly address: string;
  /** What is not taken over and why, one sentence each. */
  readonly leftOut: readonly string[];
};

/** The connections in a file of another program. */
export type FoundConnections = {
  /** The program, such as `MQTT Explorer`. */
  readonly program: string;
  readonly connections: readonly FoundConnection[];
  /** Writes them all; resolves with one sentence if it cannot. */
  readonly save: () => Promise<string | undefined>;
};

/** Whether a profile is on the screen, and how its connection is. */
export type ProfileState = 'closed' | 'connecting' | 'connected' | 'failed';

/** The profiles of the configuration file, for the screen to show, change and open. */
export type ProfileBook = {
  /** The file, which need not exist yet. */
  readonly path: string;
  /** In the order of the file, as last read. */
  readonly profiles: readonly ProfileSummary[];
  /** Why the file cannot be read or used as it is, in one sentence. */
  readonly problem: string | undefined;
  /** Reads the file again, which other programs may have changed. */
  readonly refresh: () => Promise<void>;
  /** The fields of a profile; `undefined` if there is no such profile any more. */
  readonly read: (name: string) => ProfileFields | undefined;
  /** Everything that is wrong with a draft, in the order of the fields. */
  readonly problemsWith: (draft: ProfileDraft) => readonly DraftProblem[];
  /** Writes a draft; resolves with one sentence if it cannot. */
  readonly save: (draft: ProfileDraft) => Promise<string | undefined>;
  /** Removes a profile from the file; resolves with one sentence if it cannot. */
  readonly remove: (name: string) => Promise<string | undefined>;
  /** Tests the servers of a draft, under a client identifier of its own; resolves when that is done or stopped. */
  readonly test: (draft: ProfileDraft, run: TestRun) => Promise<void>;
  /** What an import would bring; resolves with one sentence if that is nothing. */
  readonly find: (path: string) => Promise<FoundConnections | string>;
  /** How a profile, or with `undefined` the broker of this machine, is on the screen. */
  readonly stateOf: (name: string | undefined) => ProfileState;
  /** Connects, or shows what is connected already; resolves with one sentence if it cannot. */
  readonly open: (name: string | undefined) => Promise<string | undefined>;
  /** Its session, if it is on the screen. */
  readonly sessionOf: (name: string | undefined) => MqttSession | undefined;
};
