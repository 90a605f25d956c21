import type { StoredMessage } from '../model/stored-message.ts';
import type { ChartState } from './chart/state.ts';
import type { DetailsAction } from './details/state.ts';
import type { DialogsAction } from './dialogs/state.ts';
import type { InputAction } from './input/state.ts';
import type { PanesAction } from './layout/state.ts';
import type { LogAction } from './log/state.ts';
import type { PaletteAction } from './palette/state.ts';
import type { Personal } from './personal.ts';
import type { Prompt } from './prompt.ts';
import type { SheetsAction } from './sheets/state.ts';
import type { TimeFormat } from './time/time-format.ts';
import type { ThemesAction } from './themes/state.ts';
import type { TourAction } from './tour/state.ts';
import type { TopicsAction } from './topics/state.ts';
import type { EditedLine } from './widgets/line-editor.ts';

/** What happened to the state of the screen. */
export type UiAction =
  | PanesAction
  | TopicsAction
  | TourAction
  | ThemesAction
  | InputAction
  | LogAction
  | DetailsAction
  | DialogsAction
  | SheetsAction
  | PaletteAction
  /** The person came from another broker, with what belongs to them. */
  | { readonly type: 'person-came'; readonly from: Personal }
  /** The active line was edited. */
  | { readonly type: 'line-edited'; readonly line: EditedLine }
  | { readonly type: 'prompt-opened'; readonly prompt: Prompt }
  | { readonly type: 'prompt-closed' }
  /** A message was marked for comparison, or with `undefined` unmarked. */
  | { readonly type: 'message-marked'; readonly message: StoredMessage | undefined }
  | { readonly type: 'chart-changed'; readonly chart: ChartState }
  | { readonly type: 'time-format-chosen'; readonly format: TimeFormat };
