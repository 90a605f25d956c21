import { emptyLine, lineOf, textOf } from '../widgets/line-editor.ts';
import type { UiState } from '../ui-state.ts';

/** So many lines come back with the arrow keys and Ctrl+R. */
export const sentKept = 1000;

/** The input was sent: it is empty again, and what was said comes back with the arrow keys. */
export const sendLine = (state: UiState, text: string): UiState => ({
  ...state,
  input: { ...emptyLine, killed: state.input.killed },
  sent: text === state.sent.at(-1) ? state.sent : [...state.sent, text].slice(-sentKept),
  sentIndex: -1,
  draft: '',
  completion: undefined,
});

/** What was sent turned out to be impossible: the input stands there as it was `before`. */
export const returnLine = (state: UiState, before: UiState): UiState => ({
  ...state,
  input: before.input,
  sent: before.sent,
  sentIndex: before.sentIndex,
  draft: before.draft,
});

/** Goes to an older line that was sent (1), or to a newer one and at last to the draft (-1). */
export const walkHistory = (state: UiState, by: 1 | -1): UiState => {
  const sentIndex = Math.max(-1, Math.min(state.sent.length - 1, state.sentIndex + by));
  if (sentIndex === state.sentIndex) return state;
  const draft = state.sentIndex === -1 ? textOf(state.input) : state.draft;
  const text = sentIndex === -1 ? draft : (state.sent[state.sent.length - 1 - sentIndex] ?? '');
  return {
    ...state,
    sentIndex,
    draft,
    completion: undefined,
    input: lineOf(text, state.input.killed),
  };
};
