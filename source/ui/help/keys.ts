import type { KeyBinding } from '../action-context.ts';
import { openHelp } from './actions.ts';

/** The keys that open the help. */
export const helpBindings: readonly KeyBinding[] = [
  {
    keys: ['?'],
    scope: 'anywhere',
    description: 'help, outside the input box',
    command: 'help',
    run: openHelp,
  },
  {
    keys: ['F1'],
    scope: 'always',
    description: 'help',
    command: 'help',
    hint: 'help',
    run: openHelp,
  },
];
