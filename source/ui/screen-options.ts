import type { ReadStream, WriteStream } from 'node:tty';
import type { Workspace } from '../session/workspace.ts';
import type { ProfileBook } from './connections/profile-book.ts';
import type { FirstStoreOptions } from './first-store.ts';
import type { KeysTable } from './keys/bound-keys.ts';
import type { DesktopForm } from './terminal/notifications.ts';
import type { Looks } from './theme/built-in.ts';
import type { Welcome } from './tour/welcome.ts';

/** What the screen needs from the program around it. */
export type ScreenOptions = Omit<Looks, 'isColourful'> &
  FirstStoreOptions & {
    readonly workspace: Workspace;
    readonly stdin: ReadStream;
    readonly stdout: WriteStream;
    readonly mouse: boolean;
    /** `[keys]` of config.toml, checked. */
    readonly keys?: KeysTable | undefined;
    /** The configured connections; absent in the demo and where a file is open. */
    readonly profiles?: ProfileBook | undefined;
    /** The terminal's name, as in `TERM`. */
    readonly term: string | undefined;
    /** Whom to welcome; nobody if absent. */
    readonly welcome?: Welcome | undefined;
    readonly desktopForm: DesktopForm;
    /** The program's environment variables. */
    readonly environment: Readonly<Record<string, string | undefined>>;
    /** Suspends the process as Ctrl+Z does; resolves when it continues. */
    readonly stop: () => Promise<void>;
    /** Opens a text in the user's editor; rejects with one sentence. */
    readonly edit: (text: string) => Promise<string>;
    /** Saves a sent line for later runs. */
    readonly remember: (line: string) => void;
  };

/** A screen that is being drawn. */
export type OpenScreen = {
  /** Restores the terminal. */
  readonly close: () => void;
  /** On a request to suspend: restores the terminal, then stops the process. */
  readonly suspend: () => void;
  /** When the process continues: takes the terminal again if it was stopped without warning. */
  readonly resume: () => void;
  /** Settles when the screen is gone; rejects if drawing failed. */
  readonly closed: Promise<unknown>;
};
