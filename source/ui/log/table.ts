import { showsChart } from '../chart/state.ts';
import type { ContextWith } from '../action-context.ts';
import { isOnTopic } from './on-topic.ts';

/** Shows the topic's messages as a table, or as a log again; returns why it could not. */
export const toggleTable = (context: ContextWith<'topics'>): string | undefined => {
  const { state, dispatch } = context;
  const { isTable, chart } = state();
  if (!isOnTopic(context) && !showsChart(state()))
    return 'Choose a topic first: the table lists its messages.';
  // When a chart hides the log, always show the table.
  dispatch({ type: 'table-shown', isShown: chart.isShown || !isTable });
  dispatch({ type: 'chart-changed', chart: { ...chart, isShown: false } });
  return undefined;
};
