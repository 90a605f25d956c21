import type { DetailsSearch } from './details/state.ts';
import type { HistorySearch } from './input/state.ts';
import type { PassphrasePrompt } from './rooms/state.ts';
import type { EditedLine } from './widgets/line-editor.ts';

/** A line asked for in the input box: a filter for the tree, over the one from before, or a search in the log. */
export type Prompt =
  | { readonly kind: 'filter'; readonly line: EditedLine; readonly before: string }
  | { readonly kind: 'search'; readonly line: EditedLine }
  | DetailsSearch
  | HistorySearch
  | PassphrasePrompt;
