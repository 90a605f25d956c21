import type { MqttSession } from '../session/session.ts';
import type { Workspace } from '../session/workspace.ts';
import type { ProfileBook } from './connections/profile-book.ts';
import type { Task } from './help/tasks.ts';
import type { Candidate } from './input/state.ts';
import type { ScreenBoxes } from './layout/screen-boxes.ts';
import type { Prompt } from './prompt.ts';
import type { SheetName } from './sheets/sheet.ts';
import type { ThemeKeeper } from './themes/theme-keeper.ts';
import type { Copied } from './terminal/clipboard.ts';
import type { UiAction } from './ui-action.ts';
import type { Mode, UiState } from './ui-state.ts';

/** What the terminal, and the program around the screen, can do besides drawing. */
export type TerminalServices = {
  /** Copies a text to the clipboard and reports what is known of the outcome; `copyText` shows that as a notice. */
  readonly copy: (text: string) => Promise<Copied>;
  readonly repaint: () => void;
  /** Suspends the program as Ctrl+Z does; returns when it continues. */
  readonly suspend: () => void;
  readonly quit: () => void;
  /** Opens a text in the user's editor; rejects with one sentence. */
  readonly edit: (text: string) => Promise<string>;
  /** Saves a sent line for later runs. */
  readonly remember: (line: string) => void;
  readonly keepTheme: ThemeKeeper['keep'];
  /** Prints lines for a screen reader; `undefined` where the screen is drawn. */
  readonly print?: (lines: readonly string[]) => void;
};

/** Everything a key or a command may use. */
export type ActionContext = {
  /** The session that was the current one when this began: whatever comes of it later stays there. */
  readonly session: MqttSession;
  /** All sessions on the screen, and which is the current one. */
  readonly workspace: Workspace;
  /** The same for another session. */
  readonly of: (session: MqttSession) => ActionContext;
  /** The current state, including what has already been dispatched. */
  readonly state: () => UiState;
  readonly dispatch: (action: UiAction) => void;
  /** Where things are on the screen. */
  readonly boxes: ScreenBoxes;
  readonly terminal: TerminalServices;
  readonly tables: ActionTables;
  /** The configured connections; `undefined` in the demo and where a file is open. */
  readonly profiles?: ProfileBook | undefined;
};

/** All keys and slash commands: the dispatchers, hints, completion and help read these rows. */
export type ActionTables = {
  readonly keys: readonly KeyBinding[];
  /** The titles of the places where keys work. */
  readonly sections: readonly HelpSection[];
  readonly commands: readonly SlashCommand[];
  /** Whether the terminal can report a key; the help leaves out those it cannot. */
  readonly canReport?: (key: string) => boolean;
  /** The preset of the keys, and what takes another: it returns one sentence if that cannot be. */
  readonly presets?: {
    readonly preset: () => KeyPreset;
    readonly take: (preset: KeyPreset) => string | undefined;
  };
};

/**
 * Where a key works: in one mode, one sheet or prompt, in the chart in place of the log, wherever a line is
 * typed, in every pane, in every pane and in what a broker asks for (`rooms`), in every pane and sheet
 * (`recording`), or always.
 */
export type KeyScope =
  | Mode
  | SheetName
  | `${Prompt['kind']} prompt`
  | 'line'
  | 'chart'
  | 'anywhere'
  | 'rooms'
  | 'recording'
  | 'always';

/** The presets of keys. */
export type KeyPreset = 'default' | 'vim' | 'emacs';

/** A place of the keys, as docs/ and the help call it: some scopes. */
export type HelpSection = { readonly title: string; readonly scopes: readonly KeyScope[] };

/** A row of the key table. */
export type KeyBinding = {
  /** Its name in `[keys]` of config.toml: no other row of its scope has it. */
  readonly action: string;
  /** Whether its keys are the same for everyone: they type, answer, or lead out of wherever one is. */
  readonly isFixed?: true;
  /** The names of the keys; `Ctrl+X Ctrl+E` is one key after another. */
  readonly keys: readonly string[];
  readonly scope: KeyScope;
  readonly description: string;
  /** The heading of the help it is under. */
  readonly task?: Task;
  /**
   * When two rows of a scope share a key, the heavier one wins. The heaviest hint comes first; the
   * lightest is the first to go when space runs out. The default is 0.
   */
  readonly weight?: number;
  /** A word or two for the status line, for keys worth a hint. */
  readonly hint?: string | ((context: ActionContext) => string);
  /** The name of the slash command that does the same: the palette shows both in one row. */
  readonly command?: string;
  /** The present value of a key that changes how things are shown, whatever has the focus: the palette offers it from everywhere. */
  readonly setting?: (context: ActionContext) => string;
  /** Whether it publishes, clears or says something: where that is forbidden, it is not shown and only says so. */
  readonly publishes?: true;
  /** Whether to show the hint; the key works either way. */
  readonly isHintShown?: (context: ActionContext) => boolean;
  /** Whether this row takes the key; otherwise another row may. */
  readonly isEnabled?: (context: ActionContext) => boolean;
  readonly run: (context: ActionContext) => void;
};

/** The part of a session behind each need. */
type NeededPart = {
  broker: 'recording';
  chat: 'chat';
  'offered chat': 'offeredChat';
  topics: 'monitor';
  recording: 'recording';
  publishing: 'isReadOnly';
};

/**
 * What a slash command may need: the chat, also where it is not joined (`offered chat`) or only where it
 * is, the watched topics, a recording, a broker rather than a recording, or that something may be published.
 */
export type Need = keyof NeededPart;

/** A context that meets some needs: those parts of the session exist, and a broker excludes a recording. */
export type ContextWith<N extends Need> = ActionContext & {
  readonly session: {
    readonly [Name in N as NeededPart[Name]]: Name extends 'broker'
      ? undefined
      : Name extends 'publishing'
        ? false
        : NonNullable<MqttSession[NeededPart[Name]]>;
  };
};

/** The arguments before the cursor: the finished ones, and the piece that Tab completes. */
export type TypedArguments = { readonly before: string; readonly piece: string };

/** What Tab offers for an argument, in order. */
export type Completer = (
  context: Pick<ActionContext, 'session' | 'state' | 'profiles' | 'workspace'>,
  typed: TypedArguments,
) => readonly Candidate[];

/** A row of the slash command table; `slashCommand` makes one. */
export type SlashCommand = {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The arguments as the help shows them. */
  readonly parameters: string;
  readonly description: string;
  /** The heading of the help it is under. */
  readonly task?: Task;
  readonly needs: readonly Need[];
  readonly complete: Completer;
  /** The words it can be set to, if it is a setting; the palette lists each. */
  readonly choices: readonly string[];
  /** Which of them it is set to. */
  readonly chosen: (context: ActionContext) => string | undefined;
  /** Whether a line holds a secret and must not be saved to disk. */
  readonly isSecret: (line: string) => boolean;
  /** The line as the arrow keys recall it. */
  readonly recalled: (line: string) => string;
  /** Runs the command, or returns one sentence saying why not; the typed line then stays. */
  readonly run: (context: ActionContext, text?: string) => string | undefined;
};

/** Finds a command by name or alias, ignoring case. */
export const findSlashCommand = (
  commands: readonly SlashCommand[],
  typed: string,
): SlashCommand | undefined => {
  const wanted = typed.toLowerCase();
  return commands.find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
};
