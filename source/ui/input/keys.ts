import type { KeyBinding } from '../controls.ts';
import { hasText, isChoosing, isSearchingHistory } from '../keys/key-binding.ts';
import { editOutside } from './edit-outside.ts';
import { historySearchActions } from './history-search.ts';
import { edit, inputActions } from './input-actions.ts';
import { mayTypeCommand, runPromptCommand, typesCommand } from './prompt-command.ts';

/** Readline's keys, wherever a line is typed. */
const editBindings: readonly KeyBinding[] = [
  { keys: ['Ctrl+A', 'Home'], where: 'line', does: 'to the start', run: edit('start') },
  { keys: ['Ctrl+E', 'End'], where: 'line', does: 'to the end', run: edit('end') },
  { keys: ['Ctrl+B', 'Left'], where: 'line', does: 'a character back', run: edit('left') },
  { keys: ['Right'], where: 'line', does: 'a character forward', run: edit('right') },
  {
    keys: ['Ctrl+F'],
    where: 'line',
    does: 'a character forward, in a line with text',
    when: hasText,
    run: edit('right'),
  },
  { keys: ['Alt+B', 'Ctrl+Left'], where: 'line', does: 'a word back', run: edit('wordLeft') },
  { keys: ['Alt+F', 'Ctrl+Right'], where: 'line', does: 'a word forward', run: edit('wordRight') },
  {
    keys: ['Backspace', 'Ctrl+H'],
    where: 'line',
    does: 'delete the character before',
    run: edit('deleteLeft'),
  },
  {
    keys: ['Delete', 'Ctrl+D'],
    where: 'line',
    does: 'delete the character here',
    run: edit('deleteRight'),
  },
  {
    keys: ['Ctrl+W', 'Alt+Backspace', 'Ctrl+Backspace'],
    where: 'line',
    does: 'cut the word before',
    run: edit('killWordLeft'),
  },
  {
    keys: ['Alt+D', 'Ctrl+Delete'],
    where: 'line',
    does: 'cut the word behind',
    run: edit('killWordRight'),
  },
  { keys: ['Ctrl+U'], where: 'line', does: 'cut to the start', run: edit('killLeft') },
  { keys: ['Ctrl+K'], where: 'line', does: 'cut to the end', run: edit('killRight') },
  { keys: ['Ctrl+Y'], where: 'line', does: 'paste what was cut', run: edit('yank') },
  { keys: ['Ctrl+T'], where: 'line', does: 'swap two characters', run: edit('transpose') },
];

/** The keys of the input box, of the list of candidates, of prompts, and of the search through what was typed. */
export const inputBindings: readonly KeyBinding[] = [
  {
    keys: ['Enter'],
    where: 'prompt',
    does: 'run the command that is typed in place of a filter',
    hint: 'run',
    when: typesCommand,
    run: runPromptCommand,
  },
  {
    keys: ['Tab'],
    where: 'prompt',
    does: 'make it a command, where no topic passes a filter that is like one',
    hint: 'command',
    when: mayTypeCommand,
    run: inputActions.makeCommand,
  },
  {
    keys: ['Enter', 'Tab'],
    where: 'prompt',
    does: 'keep the filter; find the next older; take what was found; join',
    run: inputActions.acceptPrompt,
  },
  {
    keys: ['Tab', 'Down'],
    where: 'input',
    does: 'in the list of candidates: the next one',
    when: isChoosing,
    run: inputActions.nextCandidate,
  },
  {
    keys: ['Shift+Tab', 'Up'],
    where: 'input',
    does: 'in the list of candidates: the one before',
    when: isChoosing,
    run: inputActions.previousCandidate,
  },
  {
    keys: ['Enter'],
    where: 'input',
    does: 'in the list of candidates: take it; typing on does too',
    when: isChoosing,
    run: inputActions.takeCandidate,
  },
  {
    keys: ['Esc'],
    where: 'input',
    does: 'in the list of candidates: back to what was typed',
    when: isChoosing,
    run: inputActions.leaveCandidates,
  },
  {
    keys: ['Enter'],
    where: 'input',
    does: 'say it, run the command, publish; when empty, try to connect now',
    run: inputActions.send,
  },
  {
    keys: ['Alt+Enter', 'Shift+Enter', 'Ctrl+J'],
    where: 'input',
    does: 'a new line',
    run: inputActions.newLine,
  },
  {
    keys: ['Tab'],
    where: 'input',
    does: 'complete a command, name, room or topic',
    hint: 'complete',
    when: hasText,
    run: inputActions.complete,
  },
  { keys: ['Up'], where: 'input', does: 'line above, older message', run: inputActions.older },
  { keys: ['Down'], where: 'input', does: 'line below, newer message', run: inputActions.newer },
  {
    keys: ['Ctrl+R'],
    where: 'input',
    does: 'search what was typed, also in earlier runs',
    run: historySearchActions.open,
  },
  {
    keys: ['Ctrl+R', 'Up'],
    where: 'prompt',
    does: 'in what was typed: the next older with the text',
    when: isSearchingHistory,
    run: historySearchActions.older,
  },
  {
    keys: ['Ctrl+S', 'Down'],
    where: 'prompt',
    does: 'in what was typed: the next newer with the text',
    when: isSearchingHistory,
    run: historySearchActions.newer,
  },
  {
    keys: ['Ctrl+G'],
    where: 'prompt',
    does: 'in what was typed: leave the search',
    when: isSearchingHistory,
    run: historySearchActions.leave,
  },
  {
    keys: ['Ctrl+X Ctrl+E'],
    where: 'input',
    does: 'write in your editor: $VISUAL, else $EDITOR, else vi',
    run: editOutside,
  },
  ...editBindings,
];
