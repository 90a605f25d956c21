import type { ActionContext, KeyBinding } from '../action-context.ts';
import { hasText, isInCommandLine } from '../keys/key-binding.ts';
import { candidateBindings } from './candidate-keys.ts';
import { editOutside } from './edit-outside.ts';
import { historySearchActions } from './history-search.ts';
import { historySearchBindings } from './history-keys.ts';
import { screenActions } from '../screen-actions.ts';
import { retriesOnEnter } from './retry.ts';
import { editBindings } from './edit-keys.ts';
import { inputActions } from './input-actions.ts';
import { textOf } from '../widgets/line-editor.ts';
import { whatEnterDoes } from './enter-hint.ts';
import { runPromptCommand, typesCommand } from './prompt-command.ts';

const commandKeys = (['tree', 'log', 'details'] as const).map((scope): KeyBinding => ({
  action: 'command-line',
  keys: [':'],
  scope,
  description: 'open the command line; Esc or the end of the command comes back here',
  weight: 35,
  hint: 'command',
  run: inputActions.beginCommand,
}));

/** Whether nothing but its slash stands in a command line that a key has opened. */
const isBareCommand = (context: ActionContext): boolean =>
  isInCommandLine(context) && /^\/?$/.test(textOf(context.state().input));

const hasSent = ({ state }: ActionContext): boolean => state().sent.length > 0;

/** The keys of the input box, and those of the lists and prompts that belong to it. */
export const inputBindings: readonly KeyBinding[] = [
  ...commandKeys,
  {
    action: 'leave-command',
    isFixed: true,
    keys: ['Esc'],
    scope: 'input',
    description: 'in a command line that a key has opened: back to the pane',
    weight: 305,
    hint: 'back',
    isEnabled: isInCommandLine,
    run: screenActions.back,
  },
  {
    action: 'leave-bare-command',
    isFixed: true,
    keys: ['Enter'],
    scope: 'input',
    description: 'in a command line without a command: back to the pane',
    weight: 350,
    isEnabled: isBareCommand,
    run: screenActions.back,
  },
  {
    action: 'leave-empty-command',
    isFixed: true,
    keys: ['Backspace', 'Ctrl+H'],
    scope: 'input',
    description: 'in an empty command line: back to the pane',
    isEnabled: (context) => isInCommandLine(context) && !hasText(context),
    run: screenActions.back,
  },
  {
    action: 'run-command',
    isFixed: true,
    keys: ['Enter'],
    scope: 'filter prompt',
    description: 'run the command typed in place of a filter, if no topic matches it',
    weight: 310,
    hint: 'run',
    isEnabled: typesCommand,
    task: 'find',
    run: runPromptCommand,
  },
  {
    action: 'keep',
    isFixed: true,
    keys: ['Enter', 'Tab'],
    scope: 'filter prompt',
    description: 'keep the filter of the topics',
    task: 'find',
    weight: 295,
    hint: 'keep',
    run: inputActions.keepFilter,
  },
  ...candidateBindings,
  {
    action: 'connect-now',
    isFixed: true,
    keys: ['Enter'],
    scope: 'input',
    description: 'in the empty box, while there is no connection: try to connect now',
    weight: 308,
    hint: 'connect now',
    isEnabled: retriesOnEnter,
    run: ({ session }) => session.retryNow(),
  },
  {
    action: 'say',
    isFixed: true,
    keys: ['Enter'],
    scope: 'input',
    description: 'say it, run the command, publish',
    weight: 305,
    hint: whatEnterDoes,
    isHintShown: (context) => whatEnterDoes(context) !== '',
    run: inputActions.send,
  },
  {
    action: 'new-line',
    keys: ['Alt+Enter', 'Shift+Enter', 'Ctrl+J'],
    scope: 'input',
    description: 'a new line',
    weight: 290,
    hint: 'new line',
    isHintShown: hasText,
    run: inputActions.newLine,
  },
  {
    action: 'complete',
    keys: ['Tab'],
    scope: 'input',
    description: 'complete a command, name, room or topic',
    weight: 300,
    hint: 'complete',
    isEnabled: hasText,
    run: inputActions.complete,
  },
  {
    action: 'older',
    keys: ['Up'],
    scope: 'input',
    description: 'line above, older message',
    weight: 9,
    hint: 'sent before',
    isHintShown: hasSent,
    run: inputActions.older,
  },
  {
    action: 'newer',
    keys: ['Down'],
    scope: 'input',
    description: 'line below, newer message',
    run: inputActions.newer,
  },
  {
    action: 'search-history',
    keys: ['Ctrl+R'],
    scope: 'input',
    description: 'search the input history, earlier runs included',
    weight: 6,
    hint: 'search what was sent',
    isHintShown: hasSent,
    run: historySearchActions.open,
  },
  ...historySearchBindings,
  {
    action: 'editor',
    keys: ['Ctrl+X Ctrl+E'],
    scope: 'input',
    description: 'write in your editor: $VISUAL, else $EDITOR, else vi',
    weight: 4,
    hint: 'your editor',
    run: editOutside,
  },
  ...editBindings,
];
