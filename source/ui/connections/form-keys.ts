import type { KeyBinding } from '../action-context.ts';
import { hasChoices, isOnPath, profileActions } from './form-actions.ts';

const scope = 'profile';

/** The keys of the form of a connection. */
export const profileBindings: readonly KeyBinding[] = [
  {
    action: 'save',
    keys: ['Enter', 'Ctrl+S'],
    scope,
    description: 'save the connection',
    weight: 330,
    hint: 'save',
    run: profileActions.save,
  },
  {
    action: 'test',
    keys: ['Ctrl+T'],
    scope,
    description: 'test the connection as it is typed, before it is saved',
    weight: 325,
    hint: 'test',
    run: profileActions.test,
  },
  {
    action: 'next-field',
    keys: ['Tab'],
    scope,
    description: 'complete the path of a file, next field',
    weight: 320,
    hint: (context) => (isOnPath(context) ? 'complete' : 'next'),
    run: profileActions.nextField,
  },
  {
    action: 'previous-field',
    keys: ['Shift+Tab'],
    scope,
    description: 'path offered before, previous field',
    run: profileActions.previousField,
  },
  { action: 'up', keys: ['Up'], scope, description: 'field above', run: profileActions.up },
  { action: 'down', keys: ['Down'], scope, description: 'field below', run: profileActions.down },
  {
    action: 'next-choice',
    keys: ['Right', 'Space'],
    scope,
    description: 'next choice of the field, a character forward',
    weight: 322,
    hint: 'next choice',
    isHintShown: hasChoices,
    run: profileActions.right,
  },
  {
    action: 'previous-choice',
    keys: ['Left'],
    scope,
    description: 'previous choice of the field, a character back',
    run: profileActions.left,
  },
  {
    action: 'back',
    isFixed: true,
    keys: ['Esc'],
    scope,
    description: 'back to the connections; asks first if something was typed',
    weight: 400,
    hint: 'back',
    run: profileActions.leave,
  },
];
