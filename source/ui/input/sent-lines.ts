import { emptyLine, type EditedLine, editedLine, textOf } from '../widgets/line-editor.ts';

/** How many lines come back with the arrow keys and Ctrl+R. */
export const sentKept = 1000;

/** The line that is typed, and those that were sent; see `InputState`. */
type SentLines = {
  readonly input: EditedLine;
  readonly sent: readonly string[];
  readonly sentIndex: number;
  readonly draft: string;
};

const noCompletion = { completion: undefined };

/** The input was sent: it is empty again, and what was said comes back with the arrow keys. */
export const sendLine = (
  { input, sent }: SentLines,
  text: string,
): SentLines & typeof noCompletion => ({
  input: { ...emptyLine, killed: input.killed },
  sent: text === sent.at(-1) ? sent : [...sent, text].slice(-sentKept),
  sentIndex: -1,
  draft: '',
  ...noCompletion,
});

/** What was sent could not be done: the input comes back as it was. */
export const returnLine = ({ input, sent, sentIndex, draft }: SentLines): SentLines => ({
  input,
  sent,
  sentIndex,
  draft,
});

/** Goes to an older line that was sent (1), or to a newer one and at last to the draft (-1). */
export const walkHistory = (state: SentLines, by: 1 | -1): Partial<SentLines> => {
  const sentIndex = Math.max(-1, Math.min(state.sent.length - 1, state.sentIndex + by));
  if (sentIndex === state.sentIndex) return {};
  const draft = state.sentIndex === -1 ? textOf(state.input) : state.draft;
  const text = sentIndex === -1 ? draft : (state.sent[state.sent.length - 1 - sentIndex] ?? '');
  return {
    sentIndex,
    draft,
    ...noCompletion,
    input: editedLine(text, state.input.killed),
  };
};
