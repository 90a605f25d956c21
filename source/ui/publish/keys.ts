import type { KeyBinding } from '../controls.ts';
import { inTopicLog } from '../log/on-topic.ts';
import { publishActions } from './actions.ts';
import { openPublish, publishToTopic, republishMessage } from './open.ts';
import { mayStopRepeats, stopFromPanes } from './stop-repeats.ts';
import { openTemplates } from '../templates/actions.ts';

const againKey = {
  keys: ['p'],
  does: 'publish the message again, changed in an editor',
  run: republishMessage,
} as const;

/** The keys of the publish editor, and those that open it. */
export const publishBindings: readonly KeyBinding[] = [
  {
    keys: ['F4'],
    where: 'anywhere',
    does: 'the publish editor, as it was left',
    run: openPublish,
  },
  {
    keys: ['Ctrl+G'],
    where: 'anywhere',
    does: 'stop what is repeated',
    hint: 'stop',
    when: mayStopRepeats,
    run: stopFromPanes,
  },
  {
    keys: ['p'],
    where: 'tree',
    does: 'publish to the topic, in an editor',
    run: publishToTopic,
  },
  inTopicLog(againKey),
  { ...againKey, where: 'details' },
  {
    keys: ['Ctrl+S'],
    where: 'publish',
    does: 'publish',
    hint: 'publish',
    run: publishActions.send,
  },
  {
    keys: ['Tab'],
    where: 'publish',
    does: 'complete the topic or the path of a file, next field',
    run: publishActions.nextField,
  },
  {
    keys: ['Shift+Tab'],
    where: 'publish',
    does: 'field before',
    run: publishActions.previousField,
  },
  {
    keys: ['Enter', 'Alt+Enter'],
    where: 'publish',
    does: 'a new line in the payload, next field elsewhere',
    run: publishActions.enter,
  },
  {
    keys: ['Up'],
    where: 'publish',
    does: 'line above, field before',
    run: publishActions.up,
  },
  { keys: ['Down'], where: 'publish', does: 'line below, next field', run: publishActions.down },
  {
    keys: ['Left'],
    where: 'publish',
    does: 'the choice before, a character back',
    run: publishActions.left,
  },
  {
    keys: ['Right', 'Space'],
    where: 'publish',
    does: 'the next choice, a character forward',
    run: publishActions.right,
  },
  {
    keys: ['Ctrl+O'],
    where: 'publish',
    does: 'the payload is a file, byte by byte: its path is typed',
    run: publishActions.takeFile,
  },
  {
    keys: ['Ctrl+X Ctrl+E'],
    where: 'publish',
    does: 'write the payload in your editor',
    run: publishActions.editField,
  },
  {
    keys: ['Ctrl+T'],
    where: 'publish',
    does: 'templates: save, take, delete',
    hint: 'templates',
    run: openTemplates,
  },
  {
    keys: ['Ctrl+G'],
    where: 'publish',
    does: 'stop what is repeated, and the waiting for answers',
    run: publishActions.stop,
  },
  {
    keys: ['Ctrl+P'],
    where: 'publish',
    does: 'the form before, as it was published',
    run: publishActions.earlier,
  },
  {
    keys: ['Ctrl+N'],
    where: 'publish',
    does: 'the form behind; an empty one at the end',
    run: publishActions.later,
  },
  {
    keys: ['PageUp'],
    where: 'publish',
    does: 'scroll the answers up',
    run: publishActions.pageUp,
  },
  {
    keys: ['PageDown'],
    where: 'publish',
    does: 'scroll the answers down',
    run: publishActions.pageDown,
  },
];
