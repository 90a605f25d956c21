import type { KeptMessage } from '../model/kept-message.ts';
import type { ConnectionStatus } from '../mqtt/connection-options.ts';
import type { DetailsAction } from './details/state.ts';
import type { ChartState } from './chart/state.ts';
import type { PaneName } from './layout/visible-panes.ts';
import type { Line } from './widgets/line-editor.ts';
import type { LogAction } from './log/state.ts';
import type { ReadSheet, Sheet } from './sheets/sheet.ts';
import type { Place, TreeAction } from './topics/state.ts';
import type { Completion, Prompt, Question, UiState } from './ui-state.ts';

/** What happened, for the state of the screen. */
export type UiAction =
  | { readonly type: 'pane-focused'; readonly pane: PaneName }
  | { readonly type: 'place-selected'; readonly place: Place; readonly treeOffset?: number }
  | { readonly type: 'place-left' }
  | TreeAction
  | { readonly type: 'line-edited'; readonly line: Line }
  | { readonly type: 'line-completed'; readonly completion: Completion }
  /** The chosen candidate stays, or what was typed comes back. */
  | { readonly type: 'completion-closed'; readonly takes: boolean }
  | { readonly type: 'line-sent'; readonly text: string }
  /** What was sent turned out to be impossible; `before` is the state from before it was sent. */
  | { readonly type: 'line-returned'; readonly before: UiState }
  | { readonly type: 'input-replaced'; readonly text: string }
  | { readonly type: 'second-key-awaited'; readonly after: string | undefined }
  | { readonly type: 'history-walked'; readonly by: 1 | -1 }
  | { readonly type: 'prompt-opened'; readonly prompt: Prompt }
  | { readonly type: 'prompt-closed' }
  | LogAction
  | { readonly type: 'zoom-toggled' }
  | { readonly type: 'details-toggled' }
  | { readonly type: 'people-toggled' }
  | { readonly type: 'devices-shown'; readonly shows: boolean }
  | DetailsAction
  /** A message is marked to compare others with it, or with `undefined` none. */
  | { readonly type: 'message-marked'; readonly message: KeptMessage | undefined }
  | { readonly type: 'chart-changed'; readonly chart: ChartState }
  /** A sheet is opened, worked in, or with `undefined` closed. */
  | { readonly type: 'sheet-changed'; readonly sheet: Sheet | undefined }
  /** A sheet that is only read is opened, scrolled, or with `undefined` closed. */
  | { readonly type: 'reading-changed'; readonly reading: ReadSheet | undefined }
  | { readonly type: 'asked'; readonly question: Question }
  | { readonly type: 'answered' }
  | { readonly type: 'named' }
  | {
      readonly type: 'credentials-asked';
      readonly username: string;
      readonly refusal?: ConnectionStatus;
    }
  | { readonly type: 'credentials-field-changed'; readonly field: 'username' | 'password' }
  /** `refusal` is the one that the person has turned away. */
  | { readonly type: 'credentials-closed'; readonly refusal?: ConnectionStatus };
