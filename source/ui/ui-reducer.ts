import { detailsReducer, leaveDetails } from './details/state.ts';
import { switchDraft } from './input/drafts.ts';
import { emptyLine, type Line, lineOf, textOf } from './widgets/line-editor.ts';
import { atBottom, logReducer } from './log/state.ts';
import { returnLine, sendLine, walkHistory } from './input/sent-lines.ts';
import { type Place, treeReducer } from './topics/state.ts';
import type { UiAction } from './ui-action.ts';
import { type Completion, modeOf, type Prompt, type UiState } from './ui-state.ts';

const withActiveLine = (state: UiState, line: Line): UiState => {
  switch (modeOf(state)) {
    case 'credentials':
      return state.credentials === undefined
        ? state
        : { ...state, credentials: { ...state.credentials, [state.credentials.field]: line } };
    case 'name':
      return { ...state, name: line };
    case 'prompt':
      if (state.prompt?.kind === 'history')
        return { ...state, prompt: { ...state.prompt, line, skipped: 0 } };
      return state.prompt === undefined ? state : { ...state, prompt: { ...state.prompt, line } };
    case 'sheet':
      return state.sheet === undefined ? state : { ...state, sheet: { ...state.sheet, line } };
    case 'input':
    case 'reading':
    case 'question':
    case 'tree':
    case 'log':
    case 'details':
      // Moving in a line that was sent before leaves its place among the sent ones.
      return {
        ...state,
        input: line,
        pendingKey: undefined,
        completion: undefined,
        sentIndex: textOf(line) === textOf(state.input) ? state.sentIndex : -1,
      };
  }
};

const complete = (state: UiState, completion: Completion): UiState => {
  const left = completion.before + (completion.candidates[completion.index]?.text ?? '');
  const line = lineOf(left, state.input.killed);
  return {
    ...state,
    // One candidate is no choice.
    completion: completion.candidates.length > 1 ? completion : undefined,
    input: { ...lineOf(left + completion.after, line.killed), cursor: line.cursor },
  };
};

/** A passphrase is for the room that it was asked for. */
const promptIn = ({ topic }: Place, prompt: Prompt | undefined): Prompt | undefined =>
  prompt?.kind === 'passphrase' && prompt.room !== topic ? undefined : prompt;

/** The next state of the screen. Pure. */
export const uiReducer = (state: UiState, action: UiAction): UiState => {
  switch (action.type) {
    case 'pane-focused':
      return {
        ...state,
        focus: action.pane,
        completion: action.pane === 'input' ? state.completion : undefined,
        ...(action.pane === 'log' || action.pane === 'details' ? {} : { cursor: undefined }),
      };
    case 'place-selected':
      return {
        ...state,
        ...switchDraft(state, action.place),
        selected: action.place,
        lastRoom: action.place.kind === 'room' ? action.place.topic : state.lastRoom,
        prompt: promptIn(action.place, state.prompt),
        treeOffset: action.treeOffset ?? state.treeOffset,
        treeWheel: 0,
        details: leaveDetails(state.details),
        ...atBottom,
      };
    case 'place-left':
      return {
        ...state,
        ...switchDraft(state, undefined),
        selected: undefined,
        details: leaveDetails(state.details),
        ...atBottom,
      };
    case 'tree-scrolled':
    case 'tree-filtered':
      return { ...state, ...treeReducer(action) };
    case 'line-edited':
      return withActiveLine(state, action.line);
    case 'line-completed':
      return complete(state, action.completion);
    case 'completion-closed':
      return {
        ...state,
        completion: undefined,
        input: action.takes ? state.input : (state.completion?.typed ?? state.input),
      };
    case 'line-sent':
      return sendLine(state, action.text);
    case 'line-returned':
      return returnLine(state, action.before);
    case 'input-replaced':
      return {
        ...state,
        input: lineOf(action.text, state.input.killed),
        sentIndex: -1,
        completion: undefined,
      };
    case 'second-key-awaited':
      return { ...state, pendingKey: action.after };
    case 'history-walked':
      return walkHistory(state, action.by);
    case 'prompt-opened':
      return { ...state, prompt: action.prompt };
    case 'prompt-closed':
      return { ...state, prompt: undefined };
    case 'past-opened':
    case 'searched':
    case 'log-scrolled':
    case 'log-pointed':
    case 'log-paused':
    case 'table-shown':
      return { ...state, ...logReducer(state, action) };
    case 'zoom-toggled':
      return { ...state, isZoomed: !state.isZoomed };
    case 'details-toggled':
      return {
        ...state,
        showsDetails: !state.showsDetails,
        focus: state.focus === 'details' ? 'log' : state.focus,
      };
    case 'people-toggled':
      return { ...state, showsPeople: !state.showsPeople };
    case 'devices-shown':
      return { ...state, showsDevices: action.shows };
    case 'details-scrolled':
    case 'details-pointed':
    case 'details-folded':
    case 'details-searched':
    case 'decoder-chosen':
      return { ...state, details: detailsReducer(state.details, action) };
    case 'message-marked':
      return { ...state, marked: action.message };
    case 'chart-changed':
      return { ...state, chart: action.chart };
    case 'sheet-changed':
      return {
        ...state,
        sheet: action.sheet,
        publishDraft: state.sheet?.kind === 'publish' ? state.sheet : state.publishDraft,
      };
    case 'reading-changed':
      return { ...state, reading: action.reading };
    case 'asked':
      return { ...state, question: action.question };
    case 'answered':
      return { ...state, question: undefined };
    case 'named':
      return { ...state, name: undefined };
    case 'credentials-asked':
      return {
        ...state,
        credentials: {
          username: lineOf(action.username),
          password: emptyLine,
          field: action.username === '' ? 'username' : 'password',
        },
        seenRefusal: action.refusal,
      };
    case 'credentials-field-changed':
      return state.credentials === undefined
        ? state
        : { ...state, credentials: { ...state.credentials, field: action.field } };
    case 'credentials-closed':
      return {
        ...state,
        credentials: undefined,
        seenRefusal: action.refusal ?? state.seenRefusal,
      };
  }
};
