import type { KeptMessage } from '../model/kept-message.ts';
import type { ConnectionStatus } from '../mqtt/connection-options.ts';
import { type ChartState, noChart } from './chart/state.ts';
import type { Candidate } from './input/candidates.ts';
import { type DetailsSearch, type DetailsState, initialDetails } from './details/state.ts';
import type { Drafts } from './input/drafts.ts';
import type { PaneName } from './layout/visible-panes.ts';
import { emptyLine, type Line, lineOf } from './widgets/line-editor.ts';
import { initialLog, type LogState } from './log/state.ts';
import type { PassphrasePrompt } from './rooms/state.ts';
import type { PublishSheet } from './publish/state.ts';
import type { ReadSheet, Sheet } from './sheets/sheet.ts';
import { initialTree, type Place, type TreeState } from './topics/state.ts';

/** A question that Enter or `y` answers with yes, Esc or `n` with no. */
export type Question = {
  readonly text: string;
  readonly ask:
    | { readonly about: 'quit' }
    | { readonly about: 'paste'; readonly text: string }
    | { readonly about: 'clear-retained' | 'stop-clearing' };
};

/** A line asked for in the input box: a filter of the tree, or what to find in the log. */
export type Prompt =
  | { readonly kind: 'filter' | 'search'; readonly line: Line }
  | DetailsSearch
  | HistorySearch
  | PassphrasePrompt;

/** A search through what was typed; so many newer lines with the text were passed over. */
export type HistorySearch = {
  readonly kind: 'history';
  readonly line: Line;
  readonly skipped: number;
};

/** User name and password being typed. */
export type CredentialsForm = {
  readonly username: Line;
  readonly password: Line;
  readonly field: 'username' | 'password';
};

/** What Tab offers for a piece of the input, and which of it stands there now. */
export type Completion = {
  /** The input as it was typed; Esc brings it back. */
  readonly typed: Line;
  readonly before: string;
  readonly after: string;
  readonly candidates: readonly Candidate[];
  readonly index: number;
};

/** Where the panes stand. */
type PaneStates = TreeState & LogState;

/** What the screen knows that the session does not. */
export type UiState = PaneStates & {
  readonly focus: PaneName;
  /** The topic of the conversation that was selected last, while a topic is selected too. */
  readonly lastRoom: string | undefined;
  readonly input: Line;
  readonly sent: readonly string[];
  /** Which of `sent` is in the input box, counted from the newest; -1 for none. */
  readonly sentIndex: number;
  readonly draft: string;
  readonly drafts: Drafts;
  /** The first key of two, while the second one is waited for. */
  readonly pendingKey: string | undefined;
  /** The list of candidates that is open over the log. */
  readonly completion: Completion | undefined;
  readonly prompt: Prompt | undefined;
  /** The pane with the focus has the screen. */
  readonly isZoomed: boolean;
  readonly showsDetails: boolean;
  /** The list of people beside the log, where there is room for it. */
  readonly showsPeople: boolean;
  readonly details: DetailsState;
  /** The message that others are compared with. */
  readonly marked: KeptMessage | undefined;
  readonly chart: ChartState;
  /** Devices among the people. */
  readonly showsDevices: boolean;
  /** What is worked in over the whole screen, while it is open. */
  readonly sheet: Sheet | undefined;
  /** What is read over all of that, while it is open. */
  readonly reading: ReadSheet | undefined;
  /** The publish editor as it was left. */
  readonly publishDraft: PublishSheet | undefined;
  readonly question: Question | undefined;
  /** The name being typed at the start. */
  readonly name: Line | undefined;
  readonly credentials: CredentialsForm | undefined;
  /** The refusal that the person has already answered or turned away. */
  readonly seenRefusal: ConnectionStatus | undefined;
};

/** The state at the start: asks for a name when one is offered, and shows the place. */
export const initialUiState = (options: {
  readonly name?: string;
  readonly place: Place | undefined;
  /** What was typed in earlier runs, the oldest first. */
  readonly sent?: readonly string[];
  readonly showsDevices?: boolean;
}): UiState => ({
  focus: options.place?.kind === 'topic' ? 'tree' : 'input',
  lastRoom: options.place?.kind === 'room' ? options.place.topic : undefined,
  ...initialTree(options.place),
  input: emptyLine,
  sent: options.sent ?? [],
  sentIndex: -1,
  draft: '',
  drafts: new Map(),
  pendingKey: undefined,
  completion: undefined,
  prompt: undefined,
  ...initialLog,
  isZoomed: false,
  showsDetails: true,
  showsPeople: true,
  details: initialDetails,
  marked: undefined,
  chart: noChart,
  showsDevices: options.showsDevices ?? false,
  sheet: undefined,
  reading: undefined,
  publishDraft: undefined,
  question: undefined,
  name: options.name === undefined ? undefined : lineOf(options.name),
  credentials: undefined,
  seenRefusal: undefined,
});

/** What has the keyboard. */
export type Mode = PaneName | 'reading' | 'sheet' | 'question' | 'credentials' | 'name' | 'prompt';

/** What has the keyboard now: a question first, then whatever is open, then the pane. */
export const modeOf = (state: UiState): Mode => {
  if (state.question !== undefined) return 'question';
  if (state.reading !== undefined) return 'reading';
  if (state.credentials !== undefined) return 'credentials';
  if (state.name !== undefined) return 'name';
  if (state.prompt !== undefined) return 'prompt';
  return state.sheet === undefined ? state.focus : 'sheet';
};

/** The sheet that is on the screen. */
export const shownSheet = ({
  sheet,
  reading,
}: Pick<UiState, 'sheet' | 'reading'>): Sheet | ReadSheet | undefined => reading ?? sheet;

/** The line that is being typed in, whatever it is for; `undefined` where typing is not. */
export const activeLine = (state: UiState): Line | undefined => {
  switch (modeOf(state)) {
    case 'credentials':
      return state.credentials?.[state.credentials.field];
    case 'name':
      return state.name;
    case 'prompt':
      return state.prompt?.line;
    case 'sheet':
      return state.sheet?.line;
    case 'input':
      return state.input;
    case 'reading':
    case 'question':
    case 'tree':
    case 'log':
    case 'details':
      return undefined;
  }
};
