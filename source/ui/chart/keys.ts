import { chartActions, toggleSeries } from './actions.ts';
import type { KeyBinding } from '../action-context.ts';
import { hasTopic, inTopicLog } from '../log/on-topic.ts';

const addKey = {
  action: 'add-to-chart',
  keys: ['c'],
  description: 'add the number here to the chart, or remove it; offers several in a list',
  run: toggleSeries,
} as const;

const showKey = {
  action: 'chart',
  keys: ['C'],
  description: 'the chart instead of the log, and back',
  command: 'chart',
  run: chartActions.show,
} as const;

/** Heavier than the rows of the log, because the chart replaces the log. */
const inChart = (row: Omit<KeyBinding, 'scope'>): KeyBinding => ({
  weight: 100,
  ...row,
  scope: 'chart',
});

/** The keys for the chart. */
export const chartBindings: readonly KeyBinding[] = [
  inChart({
    action: 'back-to-log',
    keys: ['c'],
    description: 'back to the log',
    weight: 140,
    hint: 'log',
    run: chartActions.show,
  }),
  inChart({
    action: 'less-time',
    keys: ['+'],
    description: 'less time',
    weight: 130,
    hint: 'less time',
    run: chartActions.narrow,
  }),
  inChart({
    action: 'more-time',
    keys: ['-'],
    description: 'more time',
    weight: 120,
    hint: 'more',
    run: chartActions.widen,
  }),
  inChart({
    action: 'all-time',
    keys: ['0'],
    description: 'show all of it',
    run: chartActions.all,
  }),
  inChart({
    action: 'older',
    keys: ['Left', 'PageUp'],
    description: 'to older times',
    run: chartActions.older,
  }),
  inChart({
    action: 'newer',
    keys: ['Right', 'PageDown'],
    description: 'to newer times',
    run: chartActions.newer,
  }),
  inChart({
    action: 'oldest',
    keys: ['Home'],
    description: 'to the oldest',
    run: chartActions.oldest,
  }),
  inChart({
    action: 'newest',
    keys: ['End'],
    description: 'to the newest, and follow it',
    run: chartActions.newest,
  }),
  inChart({
    action: 'hold',
    keys: ['Space'],
    description: 'pause, or follow the newest',
    weight: 110,
    hint: 'hold',
    run: chartActions.hold,
  }),
  inChart({
    action: 'apart',
    keys: ['v'],
    description: 'a plot for each line, or all in one',
    hint: 'apart',
    run: chartActions.apart,
  }),
  inChart({
    action: 'up',
    keys: ['Up', 'k'],
    description: 'the line above',
    run: chartActions.above,
  }),
  inChart({
    action: 'down',
    keys: ['Down', 'j'],
    description: 'the line below',
    run: chartActions.below,
  }),
  inChart({
    action: 'remove',
    keys: ['Delete'],
    description: 'remove the marked line',
    run: chartActions.remove,
  }),
  inChart({
    action: 'go-to-topic',
    keys: ['Enter'],
    description: 'go to the topic of the marked line',
    run: chartActions.go,
  }),
  { ...addKey, scope: 'tree', weight: 58, hint: 'chart', isHintShown: hasTopic },
  inTopicLog({ ...addKey, weight: 70, hint: 'chart', isHintShown: hasTopic }),
  { ...addKey, scope: 'details', weight: 76, hint: 'chart' },
  { ...showKey, scope: 'tree' },
  inTopicLog(showKey),
  { ...showKey, scope: 'details' },
];
