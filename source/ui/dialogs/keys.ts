import type { ActionContext, KeyBinding } from '../action-context.ts';
import { inputActions } from '../input/input-actions.ts';
import { mayOnlyWatch, nameFormActions } from './name-form.ts';
import { screenActions } from '../screen-actions.ts';

/** Whether Enter, which people press without reading, is no answer to the question. */
const asksForY = ({ state }: ActionContext): boolean => state().question?.isTyped === true;

/** The keys that answer questions, and those for what the input box asks: the nick, the user name and password. */
export const dialogBindings: readonly KeyBinding[] = [
  {
    keys: ['y', 'Y'],
    scope: 'question',
    description: 'yes',
    weight: 320,
    hint: ({ state }) => (state().question?.always === undefined ? 'yes' : 'once'),
    isHintShown: asksForY,
    run: screenActions.yes,
  },
  {
    keys: ['a', 'A'],
    scope: 'question',
    description: 'yes, and do not ask again, where the question offers it',
    weight: 315,
    hint: 'always for this topic',
    isEnabled: ({ state }) => state().question?.always !== undefined,
    run: screenActions.always,
  },
  {
    keys: ['Enter'],
    scope: 'question',
    description: 'yes, unless that cannot be undone',
    weight: 320,
    hint: 'yes',
    isHintShown: (context) => !asksForY(context),
    run: screenActions.answer,
  },
  {
    keys: ['Esc', 'n', 'N'],
    scope: 'question',
    description: 'no',
    weight: 310,
    hint: 'no',
    run: screenActions.no,
  },
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
    description: 'explain the form',
    run: nameFormActions.explain,
  },
  {
    keys: ['Enter'],
    scope: 'credentials',
    description: 'next field, or connect',
    weight: 320,
    hint: ({ state }) => (state().credentials?.field === 'username' ? 'next' : 'connect'),
    run: inputActions.enterField,
  },
  {
    keys: ['Tab', 'Shift+Tab', 'Up', 'Down'],
    scope: 'credentials',
    description: 'the other field',
    weight: 310,
    hint: 'other field',
    run: inputActions.changeField,
  },
  {
    keys: ['Esc'],
    scope: 'credentials',
    description: 'cancel',
    weight: 300,
    hint: 'cancel',
    run: screenActions.back,
  },
];
