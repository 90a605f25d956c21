import type { ActionContext, KeyBinding } from '../action-context.ts';
import { activeLine, modeOf } from '../ui-state.ts';
import { openHelp } from './actions.ts';

/** Whether a question mark is an answer or a letter, so that only the function key opens the help. */
const isTyped = ({ state }: ActionContext): boolean =>
  activeLine(state()) !== undefined || modeOf(state()) === 'question';

const letter = {
  action: 'help-letter',
  keys: ['?'],
  description: 'help for this place, except where text is typed',
  hint: 'help',
  run: openHelp,
} as const;

/** The keys that open the help. */
export const helpBindings: readonly KeyBinding[] = [
  { ...letter, scope: 'anywhere', isHintShown: (context) => !isTyped(context) },
  { ...letter, scope: 'sheet', isHintShown: (context) => !isTyped(context) },
  {
    action: 'help',
    keys: ['F1'],
    scope: 'always',
    description: 'help for this place',
    command: 'help',
    hint: 'help',
    isHintShown: isTyped,
    run: openHelp,
  },
];
