import type { KeyBinding } from '../action-context.ts';
import { beginsSentence } from '../log/on-topic.ts';
import { activeLine } from '../ui-state.ts';
import { askToQuit, asksToQuit, interrupt } from './actions.ts';

/** The keys that quit. */
export const quitBindings: readonly KeyBinding[] = [
  {
    action: 'quit',
    keys: ['q'],
    scope: 'anywhere',
    description: 'ask whether to quit, outside the input box',
    weight: 55,
    hint: 'quit',
    isHintShown: ({ state }) => activeLine(state()) === undefined,
    run: (context) => askToQuit(context, beginsSentence(context) ? 'q' : undefined),
  },
  {
    action: 'interrupt',
    isFixed: true,
    keys: ['Ctrl+C'],
    scope: 'always',
    description:
      'clear the input; when it is empty, go back from a prompt or command line, else ask to quit; the second press quits',
    weight: 16,
    hint: 'quit',
    isHintShown: asksToQuit,
    run: interrupt,
  },
];
