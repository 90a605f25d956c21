import { detailsReducer, leaveDetails } from './details/state.ts';
import { dialogsReducer } from './dialogs/state.ts';
import { switchDraft } from './input/drafts.ts';
import { editInput, inputReducer, leaveCommand } from './input/state.ts';
import { panesReducer } from './layout/state.ts';
import { atBottom, logReducer } from './log/state.ts';
import { paletteReducer } from './palette/state.ts';
import { sheetsReducer } from './sheets/state.ts';
import { type Selection, topicsReducer } from './topics/state.ts';
import { tourReducer } from './tour/state.ts';
import type { UiAction } from './ui-action.ts';
import { stepsAfter } from './steps.ts';
import { modeOf, type UiState } from './ui-state.ts';
import type { EditedLine } from './widgets/line-editor.ts';

const withActiveLine = (state: UiState, line: EditedLine): Partial<UiState> => {
  const { credentials, prompt, reading, sheet } = state;
  switch (modeOf(state)) {
    case 'credentials':
      return credentials === undefined
        ? {}
        : { credentials: { ...credentials, [credentials.field]: line } };
    case 'name':
      return state.name === undefined ? {} : { name: { ...state.name, line } };
    case 'prompt':
      if (prompt?.kind === 'history') return { prompt: { ...prompt, line, skipped: 0 } };
      return prompt === undefined ? {} : { prompt: { ...prompt, line } };
    case 'sheet':
      return sheet === undefined ? {} : { sheet: { ...sheet, line } };
    case 'reading':
      return reading === undefined ? {} : { reading: { ...reading, line, top: 0 } };
    case 'input':
    case 'question':
    case 'tree':
    case 'log':
    case 'details':
      return editInput(state, line);
  }
};

/** Drops what belongs to the old selection: its draft, its log, an open passphrase prompt. */
const leaveSelection = (state: UiState, next: Selection | undefined): Partial<UiState> => {
  const { prompt } = state;
  const staysAsked =
    prompt?.kind !== 'passphrase' || next === undefined || prompt.room === next.topic;
  return {
    ...switchDraft({ ...state, ...leaveCommand(state) }, next),
    begun: undefined,
    prompt: staysAsked ? prompt : undefined,
    details: leaveDetails(state.details),
    ...atBottom,
  };
};

const changes = (state: UiState, action: UiAction): Partial<UiState> => {
  switch (action.type) {
    case 'person-came':
      return { ...action.from, treeWheel: 0 };
    case 'pane-focused':
      // The command line is in the input box already.
      if (state.begun !== undefined && action.pane === 'input') return {};
      return {
        ...leaveCommand(state),
        ...panesReducer(state, action),
        prompt: undefined,
        completion: action.pane === 'input' ? state.completion : undefined,
        ...(action.pane === 'log' || action.pane === 'details' ? {} : { cursor: undefined }),
      };
    case 'zoom-toggled':
    case 'details-toggled':
    case 'people-toggled':
    case 'devices-shown':
    case 'pane-resized':
    case 'sizes-set':
    case 'border-grabbed':
      return panesReducer(state, action);
    case 'selection-changed':
      return { ...leaveSelection(state, action.selection), ...topicsReducer(state, action) };
    case 'tree-scrolled':
    case 'tree-filtered':
    case 'broker-folded':
      return topicsReducer(state, action);
    case 'line-edited':
      return withActiveLine(state, action.line);
    case 'line-completed':
    case 'completion-closed':
    case 'line-sent':
    case 'line-returned':
    case 'input-replaced':
    case 'command-begun':
    case 'command-left':
    case 'publishing-allowed':
    case 'second-key-awaited':
    case 'history-walked':
      return inputReducer(state, action);
    case 'prompt-opened':
      return { prompt: action.prompt };
    case 'prompt-closed':
      return { prompt: undefined };
    case 'past-opened':
    case 'searched':
    case 'log-scrolled':
    case 'log-pointed':
    case 'log-paused':
    case 'log-returned':
    case 'table-shown':
      return logReducer(state, action);
    case 'details-scrolled':
    case 'details-pointed':
    case 'details-folded':
    case 'details-searched':
    case 'details-returned':
    case 'decoder-chosen':
      return { details: detailsReducer(state.details, action) };
    case 'message-marked':
      return { marked: action.message };
    case 'tour-moved':
      return { tour: tourReducer(state.tour, action) };
    case 'theme-chosen':
      return { pickedTheme: action.theme };
    case 'chart-changed':
      return { chart: action.chart };
    case 'time-format-chosen':
      return { timeFormat: action.format };
    case 'sheet-changed':
    case 'reading-changed':
      return sheetsReducer(state, action);
    case 'palette-chosen':
      return paletteReducer(state, action);
    case 'asked':
    case 'answered':
    case 'name-asked':
    case 'name-closed':
    case 'credentials-asked':
    case 'credentials-field-changed':
    case 'credentials-closed':
      return dialogsReducer(state, action);
  }
};

const hasChanged = (state: UiState, changed: Partial<UiState>): boolean =>
  Object.entries(changed).some(([name, value]) => state[name as keyof UiState] !== value);

/** Returns the next state of the screen, or the same one when nothing changes. Pure. */
export const uiReducer = (state: UiState, action: UiAction): UiState => {
  const changed = changes(state, action);
  if (!hasChanged(state, changed)) return state;
  const next = { ...state, ...changed };
  return { ...next, steps: stepsAfter(state, next) };
};
