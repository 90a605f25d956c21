import type { ActionContext, KeyBinding } from '../action-context.ts';
import { showsChart } from '../chart/state.ts';
import { offerFile } from '../input/file-arguments.ts';
import { notifying } from '../keys/key-binding.ts';
import { hasRoomForPeople } from '../people/people-list.ts';
import { screenActions } from '../screen-actions.ts';
import { logActions } from './actions.ts';
import { copyPayload, copyTopic } from './copy.ts';
import { hasTopic, inTopicLog, isOnTopic } from './on-topic.ts';
import { searchTyped } from './search.ts';
import { tableCommand } from './commands.ts';

/** Whether newer entries are below the log's last row, or older ones are shown in its place. */
const isScrolledUp = ({ state }: ActionContext): boolean =>
  state().anchor !== undefined || state().past !== undefined;

/** The log's keys, and those that scroll and search it from anywhere. */
export const logBindings: readonly KeyBinding[] = [
  {
    keys: ['Up', 'k'],
    scope: 'log',
    description: 'move to the entry above',
    task: 'move',
    run: logActions.up,
  },
  {
    keys: ['Down', 'j'],
    scope: 'log',
    description: 'move to the entry below',
    task: 'move',
    run: logActions.down,
  },
  {
    keys: ['End'],
    scope: 'log',
    description: 'back to the newest',
    task: 'move',
    weight: 48,
    hint: 'newest',
    isHintShown: isScrolledUp,
    run: logActions.bottom,
  },
  { keys: ['Home'], scope: 'log', description: 'to the oldest', task: 'move', run: logActions.top },
  {
    keys: ['Enter'],
    scope: 'log',
    description: 'go to the topic of the message',
    task: 'move',
    run: logActions.goToTopic,
  },
  {
    keys: ['Space'],
    scope: 'log',
    description: 'pause, resume',
    weight: 50,
    task: 'watch',
    hint: ({ state }) => (state().isPaused ? 'resume' : 'pause'),
    run: logActions.pause,
  },
  inTopicLog({
    keys: ['d'],
    description: 'details on and off',
    isSetting: true,
    weight: 40,
    hint: 'details',
    isHintShown: hasTopic,
    run: screenActions.toggleDetails,
  }),
  {
    keys: ['n'],
    scope: 'log',
    description: 'list of people on and off (120 columns)',
    isSetting: true,
    isEnabled: (context) => isOnTopic(context) || hasRoomForPeople(context),
    task: 'chat',
    weight: 35,
    hint: 'people',
    isHintShown: hasRoomForPeople,
    run: screenActions.togglePeople,
  },
  {
    keys: ['y'],
    scope: 'log',
    description: 'copy the payload or sentence',
    weight: 30,
    hint: 'copy',
    run: copyPayload,
  },
  { keys: ['Y'], scope: 'log', description: 'copy the topic', run: copyTopic },
  inTopicLog({
    keys: ['t'],
    description: 'the messages as a table, and back',
    command: 'table',
    weight: 60,
    hint: 'table',
    run: notifying(tableCommand.run),
  }),
  inTopicLog({
    keys: ['E'],
    description: 'export the messages or the chart as CSV: asks for the file',
    command: 'export',
    weight: 36,
    hint: 'export',
    run: (context) => offerFile(context, 'export', 'csv'),
  }),
  {
    keys: ['/', 'Ctrl+F'],
    scope: 'log',
    description: 'search in the log',
    weight: 55,
    hint: 'search',
    isEnabled: ({ state }) => !showsChart(state()),
    run: logActions.search,
  },
  {
    keys: ['PageUp'],
    scope: 'anywhere',
    description: 'scroll the log up',
    task: 'move',
    run: logActions.pageUp,
  },
  {
    keys: ['PageDown'],
    scope: 'anywhere',
    description: 'scroll the log down',
    task: 'move',
    run: logActions.pageDown,
  },
  {
    keys: ['Alt+Home'],
    scope: 'anywhere',
    description: 'to the start of the log',
    task: 'move',
    run: logActions.top,
  },
  {
    keys: ['Alt+End'],
    scope: 'anywhere',
    description: 'to the end of the log',
    task: 'move',
    weight: 22,
    hint: 'newest',
    isHintShown: isScrolledUp,
    run: logActions.bottom,
  },
  {
    keys: ['Ctrl+F'],
    scope: 'anywhere',
    description: 'search in the log',
    task: 'find',
    weight: 12,
    hint: 'search',
    run: logActions.search,
  },
  {
    keys: ['Enter', 'Tab'],
    scope: 'search prompt',
    description: 'while searching the log: previous match',
    task: 'find',
    weight: 300,
    hint: 'previous match',
    run: searchTyped,
  },
];
