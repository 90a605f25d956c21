import { chartActions, toggleSeries } from './actions.ts';
import { showsChart } from './state.ts';
import type { Controls, KeyBinding } from '../controls.ts';
import { inTopicLog } from '../log/on-topic.ts';

const isCharting = ({ state }: Controls): boolean => showsChart(state());

const addKey = {
  keys: ['c'],
  does: 'draw the number here in the chart, beside what is in it; or take it out',
  run: toggleSeries,
} as const;

const showKey = {
  keys: ['C'],
  does: 'the chart in place of the log, and back',
  run: chartActions.show,
} as const;

const inChart = (row: Pick<KeyBinding, 'keys' | 'does' | 'run' | 'hint'>): KeyBinding => ({
  ...row,
  does: `in the chart: ${row.does}`,
  where: 'log',
  when: isCharting,
});

/** The rows of the table of keys that are about the chart. */
export const chartBindings: readonly KeyBinding[] = [
  inChart({ keys: ['c'], does: 'back to the log', hint: 'log', run: chartActions.show }),
  inChart({ keys: ['+'], does: 'less time', hint: 'less time', run: chartActions.narrow }),
  inChart({ keys: ['-'], does: 'more time', hint: 'more', run: chartActions.widen }),
  inChart({ keys: ['0'], does: 'all of the time', run: chartActions.all }),
  inChart({ keys: ['Left', 'PageUp'], does: 'to older times', run: chartActions.older }),
  inChart({ keys: ['Right', 'PageDown'], does: 'to newer times', run: chartActions.newer }),
  inChart({ keys: ['Home'], does: 'to the oldest', run: chartActions.oldest }),
  inChart({ keys: ['End'], does: 'to the newest, and follow it', run: chartActions.newest }),
  inChart({
    keys: ['Space'],
    does: 'hold it still, or follow',
    hint: 'hold',
    run: chartActions.hold,
  }),
  inChart({
    keys: ['v'],
    does: 'each line in a plot of its own, and back',
    hint: 'apart',
    run: chartActions.apart,
  }),
  inChart({ keys: ['Up', 'k'], does: 'the line above', run: chartActions.above }),
  inChart({ keys: ['Down', 'j'], does: 'the line below', run: chartActions.below }),
  inChart({ keys: ['Delete'], does: 'take the marked line out', run: chartActions.remove }),
  inChart({ keys: ['Enter'], does: 'go to the topic of the marked line', run: chartActions.go }),
  { ...addKey, where: 'tree' },
  inTopicLog({ ...addKey, hint: 'chart' }),
  { ...addKey, where: 'details' },
  { ...showKey, where: 'tree' },
  inTopicLog(showKey),
  { ...showKey, where: 'details' },
];
