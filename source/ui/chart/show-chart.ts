import type { ActionContext } from '../action-context.ts';
import { detailedMessage } from '../details/detailed-message.ts';
import { visiblePanes } from '../layout/visible-panes.ts';
import type { ChartState } from './state.ts';

/** Shows a chart instead of the log, which takes the focus where it would not be seen otherwise. */
export const showChart = (context: ActionContext, chart: ChartState): void => {
  const { session, state, dispatch, boxes } = context;
  dispatch({ type: 'chart-changed', chart: { ...chart, isShown: true } });
  const hasDetails = detailedMessage(session, state()) !== undefined;
  const size = boxes.inside('screen');
  if (!visiblePanes({ ...size, ...state(), hasDetails, hasPeople: false }).log)
    dispatch({ type: 'pane-focused', pane: 'log' });
};
