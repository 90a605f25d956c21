import type { ActionContext } from '../action-context.ts';
import { emptyLine, editedLine, textOf } from '../widgets/line-editor.ts';
import type { HistorySearch } from './state.ts';

/** The newest sent line that contains a text, after skipping some matches; equal lines count once. */
export const findSent = (
  sent: readonly string[],
  { line, skipped }: Pick<HistorySearch, 'line' | 'skipped'>,
): string | undefined => {
  const wanted = textOf(line).toLowerCase();
  if (wanted === '') return undefined;
  const found = new Set<string>();
  for (let index = sent.length - 1; index >= 0; index -= 1) {
    const text = sent[index] ?? '';
    if (!text.toLowerCase().includes(wanted)) continue;
    found.add(text);
    if (found.size > skipped) return text;
  }
  return undefined;
};

const skip =
  (by: 1 | -1) =>
  ({ state, dispatch }: ActionContext): void => {
    const { prompt, sent } = state();
    if (prompt?.kind !== 'history') return;
    const next = { ...prompt, skipped: Math.max(0, prompt.skipped + by) };
    if (findSent(sent, next) !== undefined) dispatch({ type: 'prompt-opened', prompt: next });
  };

/** Puts the match into the input box; does nothing without one. */
const take = ({ state, dispatch }: ActionContext): void => {
  const { prompt, sent, input } = state();
  const found = prompt?.kind === 'history' ? findSent(sent, prompt) : undefined;
  if (found === undefined) return;
  dispatch({ type: 'prompt-closed' });
  dispatch({ type: 'line-edited', line: editedLine(found, input.killed) });
};

/** What the keys of the history search do. */
export const historySearchActions = {
  open: ({ dispatch }: ActionContext): void =>
    dispatch({ type: 'prompt-opened', prompt: { kind: 'history', line: emptyLine, skipped: 0 } }),
  older: skip(1),
  newer: skip(-1),
  take,
  leave: ({ dispatch }: ActionContext): void => dispatch({ type: 'prompt-closed' }),
} satisfies Record<string, (context: ActionContext) => void>;
