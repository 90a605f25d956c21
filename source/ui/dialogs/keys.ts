import type { KeyBinding } from '../action-context.ts';
import { inputActions } from '../input/input-actions.ts';
import { mayOnlyWatch, nameFormActions } from './name-form.ts';
import { screenActions } from '../screen-actions.ts';

/** The keys that answer questions, and those for what the input box asks: the nick, the user name and password. */
export const dialogBindings: readonly KeyBinding[] = [
  { keys: ['y', 'Y'], scope: 'question', description: 'yes', run: screenActions.yes },
  {
    keys: ['Enter'],
    scope: 'question',
    description: 'yes, unless the question asks for y',
    run: screenActions.answer,
  },
  { keys: ['Esc', 'n', 'N'], scope: 'question', description: 'no', run: screenActions.no },
  {
    keys: ['Enter'],
    scope: 'name',
    description: 'join the chat under this name',
    weight: 320,
    hint: 'join',
    run: nameFormActions.take,
  },
  {
    keys: ['Esc'],
    scope: 'name',
    description: 'only watch: publish nothing, join no room',
    weight: 310,
    hint: 'only watch',
    isEnabled: mayOnlyWatch,
    run: nameFormActions.onlyWatch,
  },
  {
    keys: ['Tab', 'Shift+Tab', 'Up', 'Down'],
    scope: 'name',
    description: 'say what the form waits for',
    run: nameFormActions.explain,
  },
  {
    keys: ['Enter'],
    scope: 'credentials',
    description: 'next field, or connect',
    run: inputActions.enterField,
  },
  {
    keys: ['Tab', 'Shift+Tab', 'Up', 'Down'],
    scope: 'credentials',
    description: 'the other field',
    run: inputActions.changeField,
  },
  { keys: ['Esc'], scope: 'credentials', description: 'cancel', run: screenActions.back },
];
