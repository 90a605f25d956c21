import type { KeyBinding } from '../action-context.ts';
import { inTopicLog } from '../log/on-topic.ts';
import { publishActions } from './actions.ts';
import { openPublish, publishToTopic, republishMessage } from './open.ts';
import { mayStopRepeats, stopFromPanes } from './stop-repeats.ts';
import { openTemplates } from '../templates/actions.ts';

const againKey = {
  keys: ['p'],
  description: 'edit the message and publish it again',
  run: republishMessage,
} as const;

/** The keys of the publish editor, and those that open it. */
export const publishBindings: readonly KeyBinding[] = [
  {
    keys: ['F4'],
    scope: 'anywhere',
    description: 'open the publish editor, as it was left',
    command: 'publish',
    run: openPublish,
  },
  {
    keys: ['Ctrl+G'],
    scope: 'anywhere',
    description: 'stop repeated messages',
    command: 'stop',
    weight: 400,
    hint: 'stop',
    isEnabled: mayStopRepeats,
    run: stopFromPanes,
  },
  {
    keys: ['p'],
    scope: 'tree',
    description: 'publish to the topic, in the editor',
    run: publishToTopic,
  },
  inTopicLog(againKey),
  { ...againKey, scope: 'details' },
  {
    keys: ['Ctrl+S'],
    scope: 'publish',
    description: 'publish',
    weight: 310,
    hint: 'publish',
    run: publishActions.send,
  },
  {
    keys: ['Tab'],
    scope: 'publish',
    description: 'complete the topic or the path of a file, next field',
    run: publishActions.nextField,
  },
  {
    keys: ['Shift+Tab'],
    scope: 'publish',
    description: 'previous field',
    run: publishActions.previousField,
  },
  {
    keys: ['Enter', 'Alt+Enter'],
    scope: 'publish',
    description: 'a new line in the payload, next field elsewhere',
    run: publishActions.enter,
  },
  {
    keys: ['Up'],
    scope: 'publish',
    description: 'line above, previous field',
    run: publishActions.up,
  },
  {
    keys: ['Down'],
    scope: 'publish',
    description: 'line below, next field',
    run: publishActions.down,
  },
  {
    keys: ['Left'],
    scope: 'publish',
    description: 'previous choice, a character back',
    run: publishActions.left,
  },
  {
    keys: ['Right', 'Space'],
    scope: 'publish',
    description: 'next choice, a character forward',
    run: publishActions.right,
  },
  {
    keys: ['Ctrl+O'],
    scope: 'publish',
    description: 'publish a file, byte by byte: type its path',
    run: publishActions.takeFile,
  },
  {
    keys: ['Ctrl+X Ctrl+E'],
    scope: 'publish',
    description: 'write the payload in your editor',
    run: publishActions.editField,
  },
  {
    keys: ['Ctrl+T'],
    scope: 'publish',
    description: 'templates: save, use, delete',
    weight: 300,
    hint: 'templates',
    run: openTemplates,
  },
  {
    keys: ['Ctrl+G'],
    scope: 'publish',
    description: 'stop repeated messages, and stop waiting for answers',
    run: publishActions.stop,
  },
  {
    keys: ['Ctrl+P'],
    scope: 'publish',
    description: 'previous form, as it was published',
    run: publishActions.earlier,
  },
  {
    keys: ['Ctrl+N'],
    scope: 'publish',
    description: 'next form; an empty one at the end',
    run: publishActions.later,
  },
  {
    keys: ['PageUp'],
    scope: 'publish',
    description: 'scroll the answers up',
    run: publishActions.pageUp,
  },
  {
    keys: ['PageDown'],
    scope: 'publish',
    description: 'scroll the answers down',
    run: publishActions.pageDown,
  },
];
