import { printable } from '../../payload/printable.ts';
import type { Controls } from '../controls.ts';
import type { InputContent } from './input-content.ts';
import { emptyLine, lineOf, textOf } from '../widgets/line-editor.ts';
import type { UiState } from '../ui-state.ts';
import type { HistorySearch } from './state.ts';

/** The line with a text in it, newest first, after so many others with it; each line counts once. */
const findSent = (
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

/** The search in the input box, as `(search) text: what was found`. */
export const historySearchContent = (state: UiState, search: HistorySearch): InputContent => {
  const found = findSent(state.sent, search);
  const { characters, cursor } = search.line;
  const typed = printable(textOf(search.line));
  const label = typed !== '' && found === undefined ? '(not found) ' : '(search) ';
  const shown = (found ?? '')
    .split('\n')
    .map((text) => printable(text))
    .join(' ↵ ');
  return {
    kind: 'search',
    title: 'search · Ctrl+R older · Ctrl+S newer · Enter takes · Esc leaves',
    text: `${label}${typed}: ${shown}`,
    beforeCursor: label + printable(characters.slice(0, cursor).join('')),
  };
};

const skip =
  (by: 1 | -1) =>
  ({ state, dispatch }: Controls): void => {
    const { prompt, sent } = state();
    if (prompt?.kind !== 'history') return;
    const next = { ...prompt, skipped: Math.max(0, prompt.skipped + by) };
    if (findSent(sent, next) !== undefined) dispatch({ type: 'prompt-opened', prompt: next });
  };

/** Puts what was found into the input box; stays where nothing was. */
export const takeFound = ({ state, dispatch }: Controls): void => {
  const { prompt, sent, input } = state();
  const found = prompt?.kind === 'history' ? findSent(sent, prompt) : undefined;
  if (found === undefined) return;
  dispatch({ type: 'prompt-closed' });
  dispatch({ type: 'line-edited', line: lineOf(found, input.killed) });
};

/** What the keys of the search through what was typed do. */
export const historySearchActions = {
  open: ({ dispatch }: Controls): void =>
    dispatch({ type: 'prompt-opened', prompt: { kind: 'history', line: emptyLine, skipped: 0 } }),
  older: skip(1),
  newer: skip(-1),
  leave: ({ dispatch }: Controls): void => dispatch({ type: 'prompt-closed' }),
} satisfies Record<string, (controls: Controls) => void>;
