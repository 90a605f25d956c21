import { emptyLine, type EditedLine, editedLine, textOf } from '../widgets/line-editor.ts';
import { returnLine, sendLine, walkHistory } from './sent-lines.ts';

/** Something that Tab can put in. Texts are as they came from the network. */
export type Candidate = {
  readonly text: string;
  /** What stands in the list; the text itself where it is absent. */
  readonly label?: string;
  readonly about: string;
};

/** What Tab offers for a piece of the input, and which of it stands there now. */
export type Completion = {
  /** The input as it was typed; Esc brings it back. */
  readonly typed: EditedLine;
  readonly before: string;
  readonly after: string;
  readonly candidates: readonly Candidate[];
  readonly index: number;
};

/** A search through the input history, and how many newer matches it has skipped. */
export type HistorySearch = {
  readonly kind: 'history';
  readonly line: EditedLine;
  readonly skipped: number;
};

/** What is being typed in other places than the one that is shown, by place, the oldest first. */
export type Drafts = ReadonlyMap<string, EditedLine>;

/** What is typed in the input box, and what was. */
export type InputState = {
  readonly input: EditedLine;
  readonly sent: readonly string[];
  /** Which of `sent` is in the input box, counted from the newest; -1 for none. */
  readonly sentIndex: number;
  /** What stood there before an older line was brought back. */
  readonly draft: string;
  readonly drafts: Drafts;
  /** The first key of two, while the second one is waited for. */
  readonly pendingKey: string | undefined;
  /** The list of candidates that is open over the log. */
  readonly completion: Completion | undefined;
};

/** What happens to the input box. */
export type InputAction =
  | { readonly type: 'line-completed'; readonly completion: Completion }
  /** The chosen candidate stays, or what was typed comes back. */
  | { readonly type: 'completion-closed'; readonly takes: boolean }
  | { readonly type: 'line-sent'; readonly text: string }
  /** What was sent turned out to be impossible; `before` is the state from before it was sent. */
  | { readonly type: 'line-returned'; readonly before: InputState }
  | { readonly type: 'input-replaced'; readonly text: string }
  | { readonly type: 'second-key-awaited'; readonly after: string | undefined }
  | { readonly type: 'history-walked'; readonly by: 1 | -1 };

/** An empty input box; `sent` was typed in earlier runs, the oldest first. */
export const initialInput = (sent: readonly string[]): InputState => ({
  input: emptyLine,
  sent,
  sentIndex: -1,
  draft: '',
  drafts: new Map(),
  pendingKey: undefined,
  completion: undefined,
});

/** The input box with another line in it. */
export const editInput = (state: InputState, line: EditedLine): Partial<InputState> => ({
  input: line,
  pendingKey: undefined,
  completion: undefined,
  // Moving in a line that was sent before leaves its place among the sent ones.
  sentIndex: textOf(line) === textOf(state.input) ? state.sentIndex : -1,
});

const complete = ({ input }: InputState, completion: Completion): Partial<InputState> => {
  const left = completion.before + (completion.candidates[completion.index]?.text ?? '');
  const { killed, cursor } = editedLine(left, input.killed);
  return {
    // One candidate is no choice.
    completion: completion.candidates.length > 1 ? completion : undefined,
    input: { ...editedLine(left + completion.after, killed), cursor },
  };
};

/** What changes in the input box. Pure. */
export const inputReducer = (state: InputState, action: InputAction): Partial<InputState> => {
  switch (action.type) {
    case 'line-completed':
      return complete(state, action.completion);
    case 'completion-closed':
      return {
        completion: undefined,
        input: action.takes ? state.input : (state.completion?.typed ?? state.input),
      };
    case 'line-sent':
      return sendLine(state, action.text);
    case 'line-returned':
      return returnLine(action.before);
    case 'input-replaced':
      return {
        input: editedLine(action.text, state.input.killed),
        sentIndex: -1,
        completion: undefined,
      };
    case 'second-key-awaited':
      return { pendingKey: action.after };
    case 'history-walked':
      return walkHistory(state, action.by);
  }
};
