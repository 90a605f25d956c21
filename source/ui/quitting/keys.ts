import type { KeyBinding } from '../controls.ts';
import { interrupt } from './actions.ts';

/** The key that quits. */
export const quitBinding: KeyBinding = {
  keys: ['Ctrl+C'],
  where: 'always',
  does: 'clear the input; when it is empty ask, and the second quits',
  run: interrupt,
};
