import { emptyLine, type EditedLine, editedLine, textOf } from '../widgets/line-editor.ts';
import { returnLine, sendLine, walkHistory } from './sent-lines.ts';

/** A text that Tab can insert, as it came from the network. */
export type Candidate = {
  readonly text: string;
  /** Shown in the list; the text itself if absent. */
  readonly label?: string;
  readonly about: string;
  /** The key that does the same, if there is one. */
  readonly key?: string;
};

/** What is offered for a piece of the input, and which candidate is chosen. */
export type Completion = {
  /** The input as typed; Esc restores it. */
  readonly typed: EditedLine;
  readonly before: string;
  readonly after: string;
  readonly candidates: readonly Candidate[];
  readonly index: number;
  /** It came while a command's name is typed: nothing is inserted until a candidate is taken. */
  readonly isOffered: boolean;
};

/** A search through the input history, and how many newer matches it has skipped. */
export type HistorySearch = {
  readonly kind: 'history';
  readonly line: EditedLine;
  readonly skipped: number;
};

/** The drafts of other selections, by selection, oldest first. */
export type Drafts = ReadonlyMap<string, EditedLine>;

/** What is being typed in the input box, and what was typed before. */
export type InputState = {
  readonly input: EditedLine;
  readonly sent: readonly string[];
  /** The index in `sent` of the recalled line, counted from the newest; -1 for none. */
  readonly sentIndex: number;
  /** The draft from before a line was recalled. */
  readonly draft: string;
  readonly drafts: Drafts;
  /** The first key of a two-key chord, while waiting for the second. */
  readonly pendingKey: string | undefined;
  /** The list of candidates open over the log. */
  readonly completion: Completion | undefined;
};

/** An event of the input box. */
export type InputAction =
  | { readonly type: 'line-completed'; readonly completion: Completion }
  /** Keeps the chosen candidate, or restores what was typed. */
  | { readonly type: 'completion-closed'; readonly takes: boolean }
  | { readonly type: 'line-sent'; readonly text: string }
  /** What was sent could not be done; `before` is the state from before it was sent. */
  | { readonly type: 'line-returned'; readonly before: InputState }
  | { readonly type: 'input-replaced'; readonly text: string }
  | { readonly type: 'second-key-awaited'; readonly after: string | undefined }
  | { readonly type: 'history-walked'; readonly by: 1 | -1 };

/** An empty input box; `sent` holds lines from earlier runs, oldest first. */
export const initialInput = (sent: readonly string[]): InputState => ({
  input: emptyLine,
  sent,
  sentIndex: -1,
  draft: '',
  drafts: new Map(),
  pendingKey: undefined,
  completion: undefined,
});

/** Puts another line into the input box. */
export const editInput = (state: InputState, line: EditedLine): Partial<InputState> => ({
  input: line,
  pendingKey: undefined,
  completion: undefined,
  // Moving the cursor in a recalled line keeps its position in the history.
  sentIndex: textOf(line) === textOf(state.input) ? state.sentIndex : -1,
});

const complete = ({ input }: InputState, completion: Completion): Partial<InputState> => {
  if (completion.isOffered) return { completion };
  const left = completion.before + (completion.candidates[completion.index]?.text ?? '');
  const { killed, cursor } = editedLine(left, input.killed);
  return {
    // A single candidate is no choice.
    completion: completion.candidates.length > 1 ? completion : undefined,
    input: { ...editedLine(left + completion.after, killed), cursor },
  };
};

/** The changes to the input box. Pure. */
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
