import type { KeyBinding } from '../controls.ts';
import { openHelp } from './actions.ts';

/** The keys that open the help. */
export const helpBindings: readonly KeyBinding[] = [
  { keys: ['?'], where: 'anywhere', does: 'help, outside the input box', run: openHelp },
  { keys: ['F1'], where: 'always', does: 'help', hint: 'help', run: openHelp },
];
