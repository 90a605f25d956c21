import type { MqttSession } from '../session/session.ts';
import type { Candidate } from './input/state.ts';
import type { ScreenBoxes } from './layout/screen-boxes.ts';
import type { Prompt } from './prompt.ts';
import type { SheetName } from './sheets/sheet.ts';
import type { Copied } from './terminal/clipboard.ts';
import type { UiAction } from './ui-action.ts';
import type { Mode, UiState } from './ui-state.ts';

/** What the terminal and the program around the screen can be asked for, beside drawing. */
export type TerminalControls = {
  /** Puts text on the clipboard, and tells as much of it as is known; `copyText` says it to the person. */
  readonly copy: (text: string) => Promise<Copied>;
  readonly repaint: () => void;
  /** Stops the program as Ctrl+Z does; returns when it goes on. */
  readonly suspend: () => void;
  readonly quit: () => void;
  /** Lets the person change a text in their editor; rejects with one sentence. */
  readonly edit: (text: string) => Promise<string>;
  /** Keeps a line that was sent for the next runs. */
  readonly remember: (line: string) => void;
  /** Prints lines to be read aloud; `undefined` where the screen is drawn. */
  readonly print?: (lines: readonly string[]) => void;
};

/** Everything that a key or a command may use. */
export type ActionContext = {
  readonly session: MqttSession;
  /** The state as it is now, after whatever was dispatched before. */
  readonly state: () => UiState;
  readonly dispatch: (action: UiAction) => void;
  /** Where things stand on the screen. */
  readonly boxes: ScreenBoxes;
  readonly terminal: TerminalControls;
  readonly tables: ActionTables;
};

/** What can be pressed and typed; the dispatchers, the hints, the completion and the help read these rows. */
export type ActionTables = {
  readonly keys: readonly KeyBinding[];
  /** Under which titles the help tells of the keys. */
  readonly sections: readonly HelpSection[];
  readonly commands: readonly SlashCommand[];
  /** Whether the terminal tells a key from others; the help leaves out those that it does not. */
  readonly tells?: (key: string) => boolean;
};

/**
 * Where a key works: in one mode, in one sheet or prompt, wherever a line is typed, in every pane, in every
 * pane and sheet (`recording`), or really always.
 */
export type KeyScope =
  | Mode
  | SheetName
  | `${Prompt['kind']} prompt`
  | 'line'
  | 'anywhere'
  | 'recording'
  | 'always';

/** The keys of some scopes, in the help. */
export type HelpSection = { readonly title: string; readonly scopes: readonly KeyScope[] };

/** A row of the table of keys. */
export type KeyBinding = {
  /** Each by its name; `Ctrl+X Ctrl+E` is one key after the other. */
  readonly keys: readonly string[];
  readonly scope: KeyScope;
  readonly description: string;
  /**
   * Of two rows for one key in one scope the heavier wins. The heaviest hint comes first; the
   * lightest is the first to go where there is no room. Without a weight it is 0.
   */
  readonly weight?: number;
  /** A word or two for the status line, where the key is worth a hint. */
  readonly hint?: string;
  /** The hint is left out while this does not hold; the key works all the same. */
  readonly isHintShown?: (context: ActionContext) => boolean;
  /** The key is somebody else's while this does not hold. */
  readonly isEnabled?: (context: ActionContext) => boolean;
  readonly run: (context: ActionContext) => void;
};

/** The part of a session that each need is about. */
type NeededPart = { broker: 'recording'; chat: 'chat'; topics: 'monitor'; recording: 'recording' };

/** What a slash command may need: the chat, the watched topics, a recording, or a broker instead of one. */
export type Need = keyof NeededPart;

/** A context in which needs are met: the parts of the session are there, and with a broker no recording is. */
export type ContextWith<N extends Need> = ActionContext & {
  readonly session: {
    readonly [Name in N as NeededPart[Name]]: Name extends 'broker'
      ? undefined
      : NonNullable<MqttSession[NeededPart[Name]]>;
  };
};

/** What stands before the cursor behind the name of a command: whole arguments, and the piece that Tab completes. */
export type TypedArguments = { readonly before: string; readonly piece: string };

/** What Tab offers for an argument, in the order in which it is offered. */
export type Completer = (
  context: Pick<ActionContext, 'session' | 'state'>,
  typed: TypedArguments,
) => readonly Candidate[];

/** A row of the table of slash commands; `slashCommand` makes one. */
export type SlashCommand = {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The arguments as the help shows them. */
  readonly parameters: string;
  readonly description: string;
  readonly needs: readonly Need[];
  readonly complete: Completer;
  /** Whether what is typed with it is for few eyes: it is not kept on disk. */
  readonly isSecret: (line: string) => boolean;
  /** The line as the arrow keys bring it back. */
  readonly recalled: (line: string) => string;
  /** Does it, or returns in one sentence why not; then what was typed stays. */
  readonly run: (context: ActionContext, text?: string) => string | undefined;
};

/** The command of a name or alias, whatever the case. */
export const findSlashCommand = (
  commands: readonly SlashCommand[],
  typed: string,
): SlashCommand | undefined => {
  const wanted = typed.toLowerCase();
  return commands.find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
};
