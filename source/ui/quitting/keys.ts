import type { KeyBinding } from '../action-context.ts';
import { beginsSentence } from '../log/on-topic.ts';
import { activeLine } from '../ui-state.ts';
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
    run: (context) => askToQuit(context, beginsSentence(context) ? 'q' : undefined),
  },
  {
    keys: ['Ctrl+C'],
    scope: 'always',
    description: 'clear the input; when it is empty ask to quit, and the second press quits',
    weight: 16,
    hint: 'quit',
    isHintShown: asksToQuit,
    run: interrupt,
  },
];
