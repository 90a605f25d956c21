import type { StoredMessage } from '../model/stored-message.ts';
import { type ChartState, noChart } from './chart/state.ts';
import { type DetailsState, initialDetails } from './details/state.ts';
import { type DialogsState, initialDialogs } from './dialogs/state.ts';
import { initialInput, type InputState } from './input/state.ts';
import { initialPanes, type PanesState } from './layout/state.ts';
import type { PaneName } from './layout/visible-panes.ts';
import { initialLog, type LogState } from './log/state.ts';
import { initialPalette, type PaletteState } from './palette/state.ts';
import type { Prompt } from './prompt.ts';
import type { SheetName } from './sheets/sheet.ts';
import type { Step } from './steps.ts';
import { initialSheets, type SheetsState } from './sheets/state.ts';
import { initialTopics, type Selection, type TopicsState } from './topics/state.ts';
import type { ThemeChoice } from './theme/theme-choice.ts';
import { initialThemes, type ThemesState } from './themes/state.ts';
import { initialTour, type TourState } from './tour/state.ts';
import { type TimeFormat, usualTimes } from './time/time-format.ts';
import type { EditedLine } from './widgets/line-editor.ts';

/** What the screen knows and the session does not. */
export type UiState = PanesState &
  TopicsState &
  InputState &
  LogState &
  DialogsState &
  SheetsState &
  PaletteState &
  ThemesState & {
    /** The steps away from the input box, the last one made at the end; Esc takes them back. */
    readonly steps: readonly Step[];
    readonly prompt: Prompt | undefined;
    readonly details: DetailsState;
    /** The message to compare others with. */
    readonly marked: StoredMessage | undefined;
    readonly chart: ChartState;
    readonly timeFormat: TimeFormat;
    readonly tour: TourState;
  };

/** The initial state: asks for a nick if one is suggested, and shows the selection. */
export const initialUiState = (options: {
  readonly name?: string;
  readonly selected: Selection | undefined;
  /** Lines sent in earlier runs, oldest first. */
  readonly sent?: readonly string[];
  readonly showsDevices?: boolean;
  readonly timeFormat?: TimeFormat | undefined;
  readonly theme?: ThemeChoice | undefined;
  /** Whether the tour's topics and people are there. */
  readonly isDemo?: boolean;
}): UiState => ({
  ...initialPanes(
    options.selected?.kind === 'topic' ? 'tree' : 'input',
    options.showsDevices ?? false,
  ),
  steps: options.selected?.kind === 'topic' ? [{ kind: 'pane', pane: 'tree' }] : [],
  ...initialTopics(options.selected),
  ...initialInput(options.sent ?? []),
  ...initialLog,
  ...initialDialogs(options.name),
  ...initialSheets,
  ...initialPalette,
  ...initialThemes(options.theme),
  prompt: undefined,
  details: initialDetails,
  marked: undefined,
  chart: noChart,
  timeFormat: options.timeFormat ?? usualTimes,
  tour: initialTour(options.isDemo ?? false),
});

/** What has the keyboard. */
export type Mode = PaneName | 'reading' | 'sheet' | 'question' | 'credentials' | 'name' | 'prompt';

/** Sheets that lead to other brokers: what this one asks for can wait. */
const leadAway: ReadonlySet<SheetName> = new Set(['connections', 'profile', 'test', 'import']);

/** What has the keyboard now: a question first, then whatever is open, then the pane. */
export const modeOf = (state: UiState): Mode => {
  if (state.question !== undefined) return 'question';
  if (state.reading !== undefined) return 'reading';
  if (state.sheet !== undefined && leadAway.has(state.sheet.kind)) return 'sheet';
  if (state.credentials !== undefined) return 'credentials';
  if (state.name !== undefined) return 'name';
  if (state.sheet !== undefined) return 'sheet';
  if (state.prompt !== undefined) return 'prompt';
  return state.begun === undefined ? state.focus : 'input';
};

/** The line being typed in, whatever it is for; `undefined` when no line is open. */
export const activeLine = (state: UiState): EditedLine | undefined => {
  switch (modeOf(state)) {
    case 'credentials':
      return state.credentials?.[state.credentials.field];
    case 'name':
      return state.name?.line;
    case 'prompt':
      return state.prompt?.line;
    case 'sheet':
      return state.sheet?.line;
    case 'input':
      return state.input;
    case 'reading':
      return state.reading?.line;
    case 'question':
    case 'tree':
    case 'log':
    case 'details':
      return undefined;
  }
};
