import { chartBindings } from '../chart/keys.ts';
import { compareBindings } from '../compare/keys.ts';
import { brokerBindings } from '../broker/keys.ts';
import { cleanBindings } from '../clean/keys.ts';
import { completionBindings } from '../input/completion-bindings.ts';
import { detailsBindings } from '../details/keys.ts';
import { helpBindings } from '../help/keys.ts';
import { readingBindings } from '../sheets/reading-keys.ts';
import { editBindings } from './edit-bindings.ts';
import { editOutside } from '../input/edit-outside.ts';
import { historySearchBindings } from '../input/history-search-bindings.ts';
import { inputActions } from '../input/input-actions.ts';
import { hasText } from './key-binding.ts';
import type { KeyBinding } from '../controls.ts';
import { jumpBindings } from '../jump/keys.ts';
import { exportBinding, logBindings, scrollBindings, tableBinding } from '../log/keys.ts';
import { quitBinding } from '../quitting/keys.ts';
import { recordBindings } from '../record/keys.ts';
import { recordingBindings } from '../recording/keys.ts';
import { mayTypeCommand, runPromptCommand, typesCommand } from '../input/prompt-command.ts';
import { publishBindings } from '../publish/keys.ts';
import { roomBindings, unreadBinding } from '../rooms/keys.ts';
import { screenActions } from '../screen-actions.ts';
import { templatesBindings } from '../templates/keys.ts';
import { formBindings } from '../subscriptions/form-keys.ts';
import { subscriptionsBindings } from '../subscriptions/keys.ts';
import { treeBindings } from '../topics/keys.ts';

const zoomKeys = (['tree', 'log', 'details'] as const).map((where): KeyBinding => ({
  keys: ['z'],
  where,
  does: 'this pane over the whole screen, and back',
  run: screenActions.zoom,
}));

/** Every key, the first that fits wins: the dispatcher, the hints, the help screen and the README read these rows. */
export const keyBindings: readonly KeyBinding[] = [
  { keys: ['Enter', 'y', 'Y'], where: 'question', does: 'yes', run: screenActions.yes },
  { keys: ['Esc', 'n', 'N'], where: 'question', does: 'no', run: screenActions.no },
  ...readingBindings,
  {
    keys: ['Esc'],
    where: 'sheet',
    does: 'close it',
    hint: 'close',
    run: screenActions.closeSheet,
  },
  ...cleanBindings,
  ...jumpBindings,
  ...publishBindings,
  ...templatesBindings,
  ...subscriptionsBindings,
  ...brokerBindings,
  ...formBindings,
  { keys: ['Enter'], where: 'name', does: 'take the name', run: inputActions.takeName },
  {
    keys: ['Enter'],
    where: 'credentials',
    does: 'next field, or connect',
    run: inputActions.enterField,
  },
  {
    keys: ['Tab', 'Shift+Tab', 'Up', 'Down'],
    where: 'credentials',
    does: 'the other field',
    run: inputActions.changeField,
  },
  { keys: ['Esc'], where: 'credentials', does: 'leave it', run: screenActions.back },
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
  ...completionBindings,
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
  ...historySearchBindings,
  {
    keys: ['Ctrl+X Ctrl+E'],
    where: 'input',
    does: 'write in your editor: $VISUAL, else $EDITOR, else vi',
    run: editOutside,
  },
  ...editBindings,
  ...recordingBindings,
  ...chartBindings,
  tableBinding,
  ...compareBindings,
  ...recordBindings,
  exportBinding,
  ...zoomKeys,
  ...treeBindings,
  ...logBindings,
  ...detailsBindings,
  { keys: ['d'], where: 'details', does: 'details off', run: screenActions.toggleDetails },
  // Before the panes: on a narrow screen the hint is all that tells of unread lines elsewhere.
  unreadBinding,
  {
    keys: ['Tab'],
    where: 'anywhere',
    does: 'next pane (in the input box while it is empty)',
    hint: 'panes',
    run: screenActions.nextPane,
  },
  {
    keys: ['Shift+Tab'],
    where: 'anywhere',
    does: 'previous pane',
    run: screenActions.previousPane,
  },
  ...roomBindings,
  ...scrollBindings,
  {
    keys: ['Esc'],
    where: 'anywhere',
    does: 'back: drop the filter, return to the input box',
    run: screenActions.back,
  },
  ...helpBindings,
  quitBinding,
  { keys: ['Ctrl+L'], where: 'always', does: 'paint the screen anew', run: screenActions.repaint },
  { keys: ['Ctrl+Z'], where: 'always', does: 'suspend; fg comes back', run: screenActions.suspend },
];
