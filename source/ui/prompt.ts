import type { DetailsSearch } from './details/state.ts';
import type { HistorySearch } from './input/state.ts';
import type { PassphrasePrompt } from './rooms/state.ts';
import type { EditedLine } from './widgets/line-editor.ts';

/** A line asked for in the input box: a filter for the tree, or a search in the log. */
export type Prompt =
  | { readonly kind: 'filter' | 'search'; readonly line: EditedLine }
  | DetailsSearch
  | HistorySearch
  | PassphrasePrompt;
