import type { KeyBinding } from '../controls.ts';
import { offerFile } from '../input/file-arguments.ts';
import { told } from '../keys/key-binding.ts';
import { hasRoomForPeople } from '../people/people-list.ts';
import { screenActions } from '../screen-actions.ts';
import { logActions } from './actions.ts';
import { copyPayload, copyTopic } from './copy.ts';
import { inTopicLog, isOnTopic } from './on-topic.ts';
import { toggleTable } from './table.ts';

/** The key that offers to export what is shown. */
export const exportBinding: KeyBinding = inTopicLog({
  keys: ['E'],
  does: 'export the messages or the chart as CSV: asks for the file',
  run: (controls) => offerFile(controls, 'export', 'csv'),
});

/** The key that shows the messages as a table. */
export const tableBinding: KeyBinding = inTopicLog({
  keys: ['t'],
  does: 'the messages as a table, and back',
  hint: 'table',
  run: told(toggleTable),
});

/** The keys of the log. */
export const logBindings: readonly KeyBinding[] = [
  { keys: ['Up', 'k'], where: 'log', does: 'point at the entry above', run: logActions.up },
  { keys: ['Down', 'j'], where: 'log', does: 'point at the entry below', run: logActions.down },
  { keys: ['End'], where: 'log', does: 'back to the newest', run: logActions.bottom },
  { keys: ['Home'], where: 'log', does: 'to the oldest', run: logActions.top },
  {
    keys: ['Enter'],
    where: 'log',
    does: 'go to the topic of the message',
    run: logActions.goToTopic,
  },
  { keys: ['Space'], where: 'log', does: 'pause, resume', hint: 'pause', run: logActions.pause },
  inTopicLog({
    keys: ['d'],
    does: 'details on and off',
    hint: 'details',
    run: screenActions.toggleDetails,
  }),
  {
    keys: ['n'],
    where: 'log',
    does: 'list of people on and off (120 columns)',
    when: (controls) => isOnTopic(controls) || hasRoomForPeople(controls),
    run: screenActions.togglePeople,
  },
  {
    keys: ['y'],
    where: 'log',
    does: 'copy the payload or sentence',
    hint: 'copy',
    run: copyPayload,
  },
  { keys: ['Y'], where: 'log', does: 'copy the topic', run: copyTopic },
];

/** The keys that scroll and search the log from everywhere. */
export const scrollBindings: readonly KeyBinding[] = [
  { keys: ['PageUp'], where: 'anywhere', does: 'scroll the log up', run: logActions.pageUp },
  { keys: ['PageDown'], where: 'anywhere', does: 'scroll the log down', run: logActions.pageDown },
  { keys: ['Alt+Home'], where: 'anywhere', does: 'the log from its start', run: logActions.top },
  { keys: ['Alt+End'], where: 'anywhere', does: 'the newest of the log', run: logActions.bottom },
  { keys: ['Ctrl+F'], where: 'anywhere', does: 'search in the log', run: logActions.search },
];
