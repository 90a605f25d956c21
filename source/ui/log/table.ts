import { showsChart } from '../chart/state.ts';
import type { ContextWith } from '../action-context.ts';
import { isOnTopic } from './on-topic.ts';

/** Shows the messages of the topic as a table, or again as a log; says why it could not. */
export const toggleTable = (context: ContextWith<'topics'>): string | undefined => {
  const { state, dispatch } = context;
  const { isTable, chart } = state();
  if (!isOnTopic(context) && !showsChart(state()))
    return 'Choose a topic first: the table lists its messages.';
  // Show what was asked for.
  dispatch({ type: 'table-shown', isShown: chart.isShown || !isTable });
  dispatch({ type: 'chart-changed', chart: { ...chart, isShown: false } });
  return undefined;
};
