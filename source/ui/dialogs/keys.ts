import type { KeyBinding } from '../controls.ts';
import { inputActions } from '../input/input-actions.ts';
import { screenActions } from '../screen-actions.ts';

/** The keys that answer a question. */
export const questionBindings: readonly KeyBinding[] = [
  { keys: ['Enter', 'y', 'Y'], where: 'question', does: 'yes', run: screenActions.yes },
  { keys: ['Esc', 'n', 'N'], where: 'question', does: 'no', run: screenActions.no },
];

/** The keys of what is asked in the input box: the name at the start, user name and password. */
export const dialogBindings: readonly KeyBinding[] = [
  { keys: ['Enter'], where: 'name', does: 'take the name', run: inputActions.takeName },
  {
    keys: ['Enter'],
    where: 'credentials',
    does: 'next field, or connect',
    run: inputActions.enterField,
  },
  {
    keys: ['Tab', 'Shift+Tab', 'Up', 'Down'],
    where: 'credentials',
    does: 'the other field',
    run: inputActions.changeField,
  },
  { keys: ['Esc'], where: 'credentials', does: 'leave it', run: screenActions.back },
];
