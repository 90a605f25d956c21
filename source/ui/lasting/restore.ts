import { readStates } from '../../payload/state-words.ts';
import { parseValuePath } from '../../payload/value-path.ts';
import type { MqttSession } from '../../session/session.ts';
import { noChart, type SeriesName } from '../chart/state.ts';
import type { UiStore } from '../ui-store.ts';
import type { LastingSeries, LastingView } from './lasting-view.ts';

const seriesOf = ({ topic, path, states }: LastingSeries): SeriesName[] => {
  const segments = parseValuePath(path);
  const words = states === undefined ? undefined : readStates(states);
  if (segments === undefined || typeof words === 'string') return [];
  return [{ topic, path: segments, ...(words === undefined ? {} : { states: words }) }];
};

/**
 * Makes a new screen as it was kept: order and open branches, sizes, details, the chart. What is selected comes
 * when it is there; see `comeBack`.
 */
export const restore = (
  session: MqttSession,
  { getState, dispatch }: UiStore,
  {
    order,
    open = [],
    split = [],
    rooms = [],
    showsDetails,
    showsPeople,
    sizes,
    chart,
  }: LastingView,
): void => {
  if (sizes !== undefined) dispatch({ type: 'sizes-set', sizes });
  if (showsDetails === !getState().showsDetails) dispatch({ type: 'details-toggled' });
  if (showsPeople === !getState().showsPeople) dispatch({ type: 'people-toggled' });
  const tree = session.monitor?.tree;
  if (tree === undefined) return;
  if (order !== undefined) tree.view.order = order;
  const own = new Set(split);
  tree.view.branches.want(new Map(open.map((name) => [name, own.has(name)])));
  for (const room of rooms) tree.rooms.setOpen(room, true);
  const series = (chart?.series ?? []).flatMap(seriesOf);
  if (chart !== undefined && series.length > 0)
    dispatch({
      type: 'chart-changed',
      chart: { ...noChart, ...chart, series, chosen: Math.min(chart.chosen, series.length - 1) },
    });
};
