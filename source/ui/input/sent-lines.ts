import { emptyLine, type EditedLine, editedLine, textOf } from '../widgets/line-editor.ts';

/** How many lines the arrow keys and Ctrl+R can recall. */
const sentKept = 1000;

/** The line being typed and the sent ones; see `InputState`. */
type SentLines = {
  readonly input: EditedLine;
  readonly sent: readonly string[];
  readonly sentIndex: number;
  readonly draft: string;
  readonly begun: { readonly draft: EditedLine } | undefined;
};

const noCompletion = { completion: undefined };

/** Empties the input after it was sent, but for a draft from before; the arrow keys recall the line. */
export const sendLine = (
  { input, sent, begun }: SentLines,
  text: string,
): SentLines & typeof noCompletion => ({
  input: { ...(begun?.draft ?? emptyLine), killed: input.killed },
  begun: undefined,
  sent: text === sent.at(-1) ? sent : [...sent, text].slice(-sentKept),
  sentIndex: -1,
  draft: '',
  ...noCompletion,
});

/** Restores the input when what was sent could not be done. */
export const returnLine = ({ input, sent, sentIndex, draft, begun }: SentLines): SentLines => ({
  input,
  sent,
  sentIndex,
  draft,
  begun,
});

/** Recalls an older sent line (1), or a newer one and finally the draft (-1). */
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
