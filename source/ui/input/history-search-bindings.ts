import { historySearchActions } from './history-search.ts';
import { isSearchingHistory } from '../keys/key-binding.ts';
import type { KeyBinding } from '../controls.ts';

/** The keys of the search through what was typed. */
export const historySearchBindings: readonly KeyBinding[] = [
  {
    keys: ['Ctrl+R'],
    where: 'input',
    does: 'search what was typed, also in earlier runs',
    run: historySearchActions.open,
  },
  {
    keys: ['Ctrl+R', 'Up'],
    where: 'prompt',
    does: 'in what was typed: the next older with the text',
    when: isSearchingHistory,
    run: historySearchActions.older,
  },
  {
    keys: ['Ctrl+S', 'Down'],
    where: 'prompt',
    does: 'in what was typed: the next newer with the text',
    when: isSearchingHistory,
    run: historySearchActions.newer,
  },
  {
    keys: ['Ctrl+G'],
    where: 'prompt',
    does: 'in what was typed: leave the search',
    when: isSearchingHistory,
    run: historySearchActions.leave,
  },
];
