import type { KeyBinding } from '../action-context.ts';
import { interrupt } from './actions.ts';

/** The key that quits. */
export const quitBindings: readonly KeyBinding[] = [
  {
    keys: ['Ctrl+C'],
    scope: 'always',
    description: 'clear the input; when it is empty ask to quit, and the second press quits',
    weight: 305,
    hint: 'quit',
    isHintShown: ({ state }) => state().question?.isAboutQuitting === true,
    run: interrupt,
  },
];
