import type { ActionContext, KeyBinding } from '../action-context.ts';
import { hasChoice, hasText, isChoosing, isInCommandLine } from '../keys/key-binding.ts';
import { isOffering, isWholeCommand } from './completion.ts';
import { editOutside } from './edit-outside.ts';
import { historySearchActions } from './history-search.ts';
import { screenActions } from '../screen-actions.ts';
import { retriesOnEnter } from './retry.ts';
import { editBindings } from './edit-keys.ts';
import { inputActions } from './input-actions.ts';
import { textOf } from '../widgets/line-editor.ts';
import { whatEnterDoes } from './enter-hint.ts';
import { runPromptCommand, typesCommand } from './prompt-command.ts';

const commandKeys = (['tree', 'log', 'details'] as const).map((scope): KeyBinding => ({
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

/** The keys of the input box, the list of candidates, prompts and the history search. */
export const inputBindings: readonly KeyBinding[] = [
  ...commandKeys,
  {
    keys: ['Esc'],
    scope: 'input',
    description: 'in a command line that a key has opened: back to the pane',
    weight: 305,
    hint: 'back',
    isEnabled: isInCommandLine,
    run: screenActions.back,
  },
  {
    keys: ['Enter'],
    scope: 'input',
    description: 'in a command line without a command: back to the pane',
    weight: 350,
    isEnabled: isBareCommand,
    run: screenActions.back,
  },
  {
    keys: ['Backspace', 'Ctrl+H'],
    scope: 'input',
    description: 'in an empty command line: back to the pane',
    isEnabled: (context) => isInCommandLine(context) && !hasText(context),
    run: screenActions.back,
  },
  {
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
    keys: ['Enter', 'Tab'],
    scope: 'filter prompt',
    description: 'keep the filter of the topics',
    task: 'find',
    weight: 295,
    hint: 'keep',
    run: inputActions.keepFilter,
  },
  {
    keys: ['Tab'],
    scope: 'input',
    description: 'in the list of candidates: complete the marked one, then the next one',
    weight: 328,
    hint: (context) => (isOffering(context) ? 'complete' : 'next'),
    isEnabled: isChoosing,
    run: inputActions.completeCandidate,
  },
  {
    keys: ['Enter'],
    scope: 'input',
    description: 'in the list of commands: run what is typed, if that is a whole name',
    weight: 340,
    hint: 'run',
    isEnabled: (context) => isOffering(context) && isWholeCommand(context),
    run: inputActions.send,
  },
  {
    keys: ['Down'],
    scope: 'input',
    description: 'in the list of candidates: the next one',
    weight: 325,
    hint: 'next',
    isEnabled: hasChoice,
    isHintShown: isOffering,
    run: inputActions.nextCandidate,
  },
  {
    keys: ['Up', 'Shift+Tab'],
    scope: 'input',
    description: 'in the list of candidates: the previous one',
    weight: 310,
    isEnabled: hasChoice,
    run: inputActions.previousCandidate,
  },
  {
    keys: ['Enter'],
    scope: 'input',
    description: 'in the list of candidates: accept it; typing on does too',
    isEnabled: isChoosing,
    weight: 330,
    hint: 'accept',
    run: inputActions.takeCandidate,
  },
  {
    keys: ['Esc'],
    scope: 'input',
    description: 'in the list of candidates: back to what was typed',
    // The list of commands has opened by itself: it is no step to take back.
    isEnabled: (context) =>
      isChoosing(context) && !(isInCommandLine(context) && isOffering(context)),
    weight: 320,
    hint: 'cancel',
    run: inputActions.leaveCandidates,
  },
  {
    keys: ['Enter'],
    scope: 'input',
    description: 'in the empty box, while there is no connection: try to connect now',
    weight: 308,
    hint: 'connect now',
    isEnabled: retriesOnEnter,
    run: ({ session }) => session.retryNow(),
  },
  {
    keys: ['Enter'],
    scope: 'input',
    description: 'say it, run the command, publish',
    weight: 305,
    hint: whatEnterDoes,
    isHintShown: (context) => whatEnterDoes(context) !== '',
    run: inputActions.send,
  },
  {
    keys: ['Alt+Enter', 'Shift+Enter', 'Ctrl+J'],
    scope: 'input',
    description: 'a new line',
    weight: 290,
    hint: 'new line',
    isHintShown: hasText,
    run: inputActions.newLine,
  },
  {
    keys: ['Tab'],
    scope: 'input',
    description: 'complete a command, name, room or topic',
    weight: 300,
    hint: 'complete',
    isEnabled: hasText,
    run: inputActions.complete,
  },
  {
    keys: ['Up'],
    scope: 'input',
    description: 'line above, older message',
    weight: 9,
    hint: 'sent before',
    isHintShown: hasSent,
    run: inputActions.older,
  },
  {
    keys: ['Down'],
    scope: 'input',
    description: 'line below, newer message',
    run: inputActions.newer,
  },
  {
    keys: ['Ctrl+R'],
    scope: 'input',
    description: 'search the input history, earlier runs included',
    weight: 6,
    hint: 'search what was sent',
    isHintShown: hasSent,
    run: historySearchActions.open,
  },
  {
    keys: ['Enter', 'Tab'],
    scope: 'history prompt',
    description: 'in the history search: accept the match',
    weight: 310,
    hint: 'accept',
    run: historySearchActions.take,
  },
  {
    keys: ['Ctrl+R', 'Up'],
    scope: 'history prompt',
    description: 'in the history search: next older match',
    weight: 305,
    hint: 'older',
    run: historySearchActions.older,
  },
  {
    keys: ['Ctrl+S', 'Down'],
    scope: 'history prompt',
    description: 'in the history search: next newer match',
    weight: 300,
    hint: 'newer',
    run: historySearchActions.newer,
  },
  {
    keys: ['Ctrl+G'],
    scope: 'history prompt',
    description: 'in the history search: cancel',
    run: historySearchActions.leave,
  },
  {
    keys: ['Ctrl+X Ctrl+E'],
    scope: 'input',
    description: 'write in your editor: $VISUAL, else $EDITOR, else vi',
    weight: 4,
    hint: 'your editor',
    run: editOutside,
  },
  ...editBindings,
];
