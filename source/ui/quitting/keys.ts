import type { KeyBinding } from '../action-context.ts';
import { activeLine, modeOf } from '../ui-state.ts';
import { askToQuit, asksToQuit, interrupt } from './actions.ts';

/** The keys that quit. */
export const quitBindings: readonly KeyBinding[] = [
  {
    keys: ['q'],
    scope: 'anywhere',
    description: 'ask whether to quit, outside the input box',
    weight: 55,
    hint: 'quit',
    isHintShown: ({ state }) => activeLine(state()) === undefined,
    run: (context) => askToQuit(context, modeOf(context.state()) === 'log' ? 'q' : undefined),
  },
  {
    keys: ['Ctrl+C'],
    scope: 'always',
    description: 'clear the input; when it is empty ask to quit, and the second press quits',
    weight: 5,
    hint: 'quit',
    isHintShown: asksToQuit,
    run: interrupt,
  },
];
