import type { KeyBinding } from '../action-context.ts';
import { historySearchActions } from './history-search.ts';

/** The keys of the search in the input history. */
export const historySearchBindings: readonly KeyBinding[] = [
  {
    action: 'accept',
    isFixed: true,
    keys: ['Enter', 'Tab'],
    scope: 'history prompt',
    description: 'in the history search: accept the match',
    weight: 310,
    hint: 'accept',
    run: historySearchActions.take,
  },
  {
    action: 'older',
    keys: ['Ctrl+R', 'Up'],
    scope: 'history prompt',
    description: 'in the history search: next older match',
    weight: 305,
    hint: 'older',
    run: historySearchActions.older,
  },
  {
    action: 'newer',
    keys: ['Ctrl+S', 'Down'],
    scope: 'history prompt',
    description: 'in the history search: next newer match',
    weight: 300,
    hint: 'newer',
    run: historySearchActions.newer,
  },
  {
    action: 'cancel',
    keys: ['Ctrl+G'],
    scope: 'history prompt',
    description: 'in the history search: cancel',
    run: historySearchActions.leave,
  },
];
