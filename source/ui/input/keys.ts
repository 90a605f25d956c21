import type { KeyBinding } from '../action-context.ts';
import { hasText, isChoosing } from '../keys/key-binding.ts';
import { editOutside } from './edit-outside.ts';
import { historySearchActions } from './history-search.ts';
import { retriesOnEnter } from './retry.ts';
import { edit, inputActions } from './input-actions.ts';
import { mayTypeCommand, runPromptCommand, typesCommand } from './prompt-command.ts';

/** Readline's keys, wherever a line is typed. */
const editBindings: readonly KeyBinding[] = [
  { keys: ['Home', 'Ctrl+A'], scope: 'line', description: 'to the start', run: edit('start') },
  { keys: ['End', 'Ctrl+E'], scope: 'line', description: 'to the end', run: edit('end') },
  { keys: ['Left', 'Ctrl+B'], scope: 'line', description: 'a character back', run: edit('left') },
  { keys: ['Right'], scope: 'line', description: 'a character forward', run: edit('right') },
  {
    keys: ['Ctrl+F'],
    scope: 'line',
    description: 'a character forward, in a line with text',
    isEnabled: hasText,
    run: edit('right'),
  },
  {
    keys: ['Alt+B', 'Ctrl+Left'],
    scope: 'line',
    description: 'a word back',
    run: edit('wordLeft'),
  },
  {
    keys: ['Alt+F', 'Ctrl+Right'],
    scope: 'line',
    description: 'a word forward',
    run: edit('wordRight'),
  },
  {
    keys: ['Backspace', 'Ctrl+H'],
    scope: 'line',
    description: 'delete the previous character',
    run: edit('deleteLeft'),
  },
  {
    keys: ['Delete', 'Ctrl+D'],
    scope: 'line',
    description: 'delete the character at the cursor',
    run: edit('deleteRight'),
  },
  {
    keys: ['Ctrl+W', 'Alt+Backspace', 'Ctrl+Backspace'],
    scope: 'line',
    description: 'cut the previous word',
    run: edit('killWordLeft'),
  },
  {
    keys: ['Alt+D', 'Ctrl+Delete'],
    scope: 'line',
    description: 'cut the next word',
    run: edit('killWordRight'),
  },
  { keys: ['Ctrl+U'], scope: 'line', description: 'cut to the start', run: edit('killLeft') },
  { keys: ['Ctrl+K'], scope: 'line', description: 'cut to the end', run: edit('killRight') },
  { keys: ['Ctrl+Y'], scope: 'line', description: 'paste what was cut', run: edit('yank') },
  { keys: ['Ctrl+T'], scope: 'line', description: 'swap two characters', run: edit('transpose') },
];

/** The keys of the input box, the list of candidates, prompts and the history search. */
export const inputBindings: readonly KeyBinding[] = [
  {
    keys: ['Enter'],
    scope: 'filter prompt',
    description: 'run the command typed in place of a filter',
    weight: 310,
    hint: 'run',
    isEnabled: typesCommand,
    run: runPromptCommand,
  },
  {
    keys: ['Tab'],
    scope: 'filter prompt',
    description: 'make it a command, if the filter looks like one and no topic matches',
    weight: 300,
    hint: 'command',
    isEnabled: mayTypeCommand,
    run: inputActions.makeCommand,
  },
  {
    keys: ['Enter', 'Tab'],
    scope: 'filter prompt',
    description: 'keep the filter of the topics',
    run: inputActions.keepFilter,
  },
  {
    keys: ['Tab', 'Down'],
    scope: 'input',
    description: 'in the list of candidates: the next one',
    weight: 310,
    isEnabled: isChoosing,
    run: inputActions.nextCandidate,
  },
  {
    keys: ['Shift+Tab', 'Up'],
    scope: 'input',
    description: 'in the list of candidates: the previous one',
    weight: 310,
    isEnabled: isChoosing,
    run: inputActions.previousCandidate,
  },
  {
    keys: ['Enter'],
    scope: 'input',
    description: 'in the list of candidates: accept it; typing on does too',
    weight: 310,
    isEnabled: isChoosing,
    run: inputActions.takeCandidate,
  },
  {
    keys: ['Esc'],
    scope: 'input',
    description: 'in the list of candidates: back to what was typed',
    weight: 310,
    isEnabled: isChoosing,
    run: inputActions.leaveCandidates,
  },
  {
    keys: ['Enter'],
    scope: 'input',
    description: 'in the empty box, while there is no connection: try to connect now',
    weight: 300,
    isEnabled: retriesOnEnter,
    run: ({ session }) => session.retryNow(),
  },
  {
    keys: ['Enter'],
    scope: 'input',
    description: 'say it, run the command, publish',
    run: inputActions.send,
  },
  {
    keys: ['Alt+Enter', 'Shift+Enter', 'Ctrl+J'],
    scope: 'input',
    description: 'a new line',
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
    run: historySearchActions.open,
  },
  {
    keys: ['Enter', 'Tab'],
    scope: 'history prompt',
    description: 'in the history search: accept the match',
    run: historySearchActions.take,
  },
  {
    keys: ['Ctrl+R', 'Up'],
    scope: 'history prompt',
    description: 'in the history search: next older match',
    run: historySearchActions.older,
  },
  {
    keys: ['Ctrl+S', 'Down'],
    scope: 'history prompt',
    description: 'in the history search: next newer match',
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
    run: editOutside,
  },
  ...editBindings,
];
