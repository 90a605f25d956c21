import type { Controls } from './controls.ts';
import { edit, inputActions } from './input-actions.ts';
import { textOf } from './line-editor.ts';
import { logActions } from './log-actions.ts';
import { goToRoom, screenActions } from './screen-actions.ts';
import { treeActions } from './tree-actions.ts';
import type { Mode } from './ui-state.ts';

/** Where a key works: in one mode, wherever a line is typed, in every pane, or really always. */
export type Where = Mode | 'line' | 'anywhere' | 'always';

export type KeyBinding = {
  readonly keys: readonly string[];
  readonly where: Where;
  readonly does: string;
  /** A word or two for the status line, where the key is worth a hint. */
  readonly hint?: string;
  /** The key is somebody else's while this does not hold. */
  readonly when?: (controls: Controls) => boolean;
  readonly run: (controls: Controls) => void;
};

const hasText = ({ state }: Controls): boolean => textOf(state().input) !== '';

const roomKeys = Array.from({ length: 9 }, (_, index): KeyBinding => ({
  keys: [`Alt+${index + 1}`],
  where: 'anywhere',
  does: `go to room ${index + 1}`,
  run: (controls) => goToRoom(controls, index),
}));

/** Every key, the first that fits wins: the dispatcher, the hints, the help screen and the README read these rows. */
export const keyBindings: readonly KeyBinding[] = [
  { keys: ['Enter', 'y', 'Y'], where: 'question', does: 'yes', run: screenActions.yes },
  { keys: ['Esc', 'n', 'N'], where: 'question', does: 'no', run: screenActions.no },
  { keys: ['Up', 'k'], where: 'help', does: 'scroll up', run: screenActions.helpUp },
  { keys: ['Down', 'j'], where: 'help', does: 'scroll down', run: screenActions.helpDown },
  { keys: ['PageUp'], where: 'help', does: 'a page up', run: screenActions.helpPageUp },
  { keys: ['PageDown', 'Space'], where: 'help', does: 'a page down', run: screenActions.helpPageDown },
  { keys: ['F1', '?', 'q', 'Esc'], where: 'help', does: 'close the help', hint: 'close', run: screenActions.help },
  { keys: ['Enter'], where: 'name', does: 'take the name', run: inputActions.takeName },
  { keys: ['Enter'], where: 'credentials', does: 'next field, or connect', run: inputActions.enterField },
  { keys: ['Tab', 'Shift+Tab', 'Up', 'Down'], where: 'credentials', does: 'the other field', run: inputActions.changeField },
  { keys: ['Esc'], where: 'credentials', does: 'leave it', run: screenActions.back },
  { keys: ['Enter'], where: 'prompt', does: 'keep the filter; find the next older', run: inputActions.acceptPrompt },
  { keys: ['Enter'], where: 'input', does: 'say it, run the command, publish; when empty, try to connect now', run: inputActions.send },
  { keys: ['Alt+Enter', 'Shift+Enter', 'Ctrl+J'], where: 'input', does: 'a new line', run: inputActions.newLine },
  { keys: ['Tab'], where: 'input', does: 'complete a command, name, room or topic', when: hasText, run: inputActions.complete },
  { keys: ['Up'], where: 'input', does: 'line above, older message', run: inputActions.older },
  { keys: ['Down'], where: 'input', does: 'line below, newer message', run: inputActions.newer },
  { keys: ['Ctrl+A', 'Home'], where: 'line', does: 'to the start', run: edit('start') },
  { keys: ['Ctrl+E', 'End'], where: 'line', does: 'to the end', run: edit('end') },
  { keys: ['Ctrl+B', 'Left'], where: 'line', does: 'a character back', run: edit('left') },
  { keys: ['Right'], where: 'line', does: 'a character forward', run: edit('right') },
  { keys: ['Ctrl+F'], where: 'line', does: 'a character forward, in a line with text', when: hasText, run: edit('right') },
  { keys: ['Alt+B', 'Ctrl+Left'], where: 'line', does: 'a word back', run: edit('wordLeft') },
  { keys: ['Alt+F', 'Ctrl+Right'], where: 'line', does: 'a word forward', run: edit('wordRight') },
  { keys: ['Backspace', 'Ctrl+H'], where: 'line', does: 'delete the character before', run: edit('deleteLeft') },
  { keys: ['Delete', 'Ctrl+D'], where: 'line', does: 'delete the character here', run: edit('deleteRight') },
  { keys: ['Ctrl+W', 'Alt+Backspace'], where: 'line', does: 'cut the word before', run: edit('killWordLeft') },
  { keys: ['Alt+D'], where: 'line', does: 'cut the word behind', run: edit('killWordRight') },
  { keys: ['Ctrl+U'], where: 'line', does: 'cut to the start', run: edit('killLeft') },
  { keys: ['Ctrl+K'], where: 'line', does: 'cut to the end', run: edit('killRight') },
  { keys: ['Ctrl+Y'], where: 'line', does: 'paste what was cut', run: edit('yank') },
  { keys: ['Ctrl+T'], where: 'line', does: 'swap two characters', run: edit('transpose') },
  { keys: ['Up', 'k'], where: 'tree', does: 'row up', run: treeActions.up },
  { keys: ['Down', 'j'], where: 'tree', does: 'row down', run: treeActions.down },
  { keys: ['Right', 'l'], where: 'tree', does: 'open the branch, step in', run: treeActions.open },
  { keys: ['Left', 'h'], where: 'tree', does: 'close the branch, step out', run: treeActions.close },
  { keys: ['Home'], where: 'tree', does: 'first row', run: treeActions.first },
  { keys: ['End'], where: 'tree', does: 'last row', run: treeActions.last },
  { keys: ['Ctrl+U'], where: 'tree', does: 'a page of the tree up', run: treeActions.pageUp },
  { keys: ['Ctrl+D'], where: 'tree', does: 'a page of the tree down', run: treeActions.pageDown },
  { keys: ['Enter'], where: 'tree', does: 'go into the room or the log', hint: 'show', run: treeActions.show },
  { keys: ['o'], where: 'tree', does: 'open all below', run: treeActions.openBelow },
  { keys: ['O'], where: 'tree', does: 'close all below', run: treeActions.closeBelow },
  { keys: ['/'], where: 'tree', does: 'filter as you type', hint: 'filter', run: treeActions.filter },
  { keys: ['s'], where: 'tree', does: 'sort by name, latest, rate or count', hint: 'sort', run: treeActions.sort },
  { keys: ['d'], where: 'tree', does: 'details on and off', hint: 'details', run: logActions.toggleDetails },
  { keys: ['y'], where: 'tree', does: 'copy the payload', run: logActions.copyPayload },
  { keys: ['Y'], where: 'tree', does: 'copy the topic', run: logActions.copyTopic },
  { keys: ['Delete'], where: 'tree', does: 'clear the retained messages below, after a question', run: treeActions.askToClear },
  { keys: ['Up', 'k'], where: 'log', does: 'point at the entry above', run: logActions.up },
  { keys: ['Down', 'j'], where: 'log', does: 'point at the entry below', run: logActions.down },
  { keys: ['End'], where: 'log', does: 'back to the newest', run: logActions.bottom },
  { keys: ['Home'], where: 'log', does: 'to the oldest', run: logActions.top },
  { keys: ['Enter'], where: 'log', does: 'go to the topic of the message', run: logActions.goToTopic },
  { keys: ['Space'], where: 'log', does: 'pause, resume', hint: 'pause', run: logActions.pause },
  { keys: ['d'], where: 'log', does: 'details on and off', hint: 'details', run: logActions.toggleDetails },
  { keys: ['y'], where: 'log', does: 'copy the payload or sentence', hint: 'copy', run: logActions.copyPayload },
  { keys: ['Y'], where: 'log', does: 'copy the topic', run: logActions.copyTopic },
  { keys: ['Up', 'k'], where: 'details', does: 'scroll up', run: logActions.detailsUp },
  { keys: ['Down', 'j'], where: 'details', does: 'scroll down', run: logActions.detailsDown },
  { keys: ['d'], where: 'details', does: 'details off', run: logActions.toggleDetails },
  { keys: ['y'], where: 'details', does: 'copy the payload', hint: 'copy', run: logActions.copyPayload },
  { keys: ['Tab'], where: 'anywhere', does: 'next pane (in the input box while it is empty)', hint: 'panes', run: screenActions.nextPane },
  { keys: ['Shift+Tab'], where: 'anywhere', does: 'previous pane', run: screenActions.previousPane },
  { keys: ['Alt+A'], where: 'anywhere', does: 'next room with unread lines', hint: 'next unread', run: screenActions.nextUnread },
  ...roomKeys,
  { keys: ['Alt+Left'], where: 'anywhere', does: 'previous room', run: screenActions.previousRoom },
  { keys: ['Alt+Right'], where: 'anywhere', does: 'next room', run: screenActions.nextRoom },
  { keys: ['PageUp'], where: 'anywhere', does: 'scroll the log up', run: logActions.pageUp },
  { keys: ['PageDown'], where: 'anywhere', does: 'scroll the log down', run: logActions.pageDown },
  { keys: ['Alt+Home'], where: 'anywhere', does: 'the log from its start', run: logActions.top },
  { keys: ['Alt+End'], where: 'anywhere', does: 'the newest of the log', run: logActions.bottom },
  { keys: ['Ctrl+F'], where: 'anywhere', does: 'search in the log', run: logActions.search },
  { keys: ['Esc'], where: 'anywhere', does: 'back: drop the filter, return to the input box', run: screenActions.back },
  { keys: ['?'], where: 'anywhere', does: 'help, outside the input box', run: screenActions.help },
  { keys: ['F1'], where: 'always', does: 'help', hint: 'help', run: screenActions.help },
  { keys: ['Ctrl+C'], where: 'always', does: 'clear the input; when it is empty ask, and the second quits', run: screenActions.interrupt },
  { keys: ['Ctrl+L'], where: 'always', does: 'paint the screen anew', run: screenActions.repaint },
  { keys: ['Ctrl+Z'], where: 'always', does: 'suspend; fg comes back', run: screenActions.suspend },
];
