import type { ValuePath } from '../../payload/value-path.ts';
import type { ActionContext } from '../action-context.ts';
import { showChart } from '../chart/show-chart.ts';
import { type ChartState, mostSeries, noChart, seriesKey } from '../chart/state.ts';
import { sheetOfKind } from '../sheets/sheet-of-kind.ts';
import { nearestIndex } from '../widgets/list-window.ts';
import type { NumbersSheet } from './state.ts';

const keyOf = (path: ValuePath): string => path.join('');

/** The paths of a topic in the chart. */
const chartedOf = ({ series }: ChartState, topic: string): ReadonlySet<string> =>
  new Set(series.flatMap((name) => (name.topic === topic ? [keyOf(name.path)] : [])));

/** Offers the numbers in a topic's payload; marks the first that is not in the chart. */
export const offerNumbers = (
  { state, dispatch }: ActionContext,
  topic: string,
  paths: readonly ValuePath[],
): void => {
  const ticked = chartedOf(state().chart, topic);
  const index = Math.max(
    0,
    paths.findIndex((path) => !ticked.has(keyOf(path))),
  );
  dispatch({
    type: 'sheet-changed',
    sheet: { kind: 'numbers', topic, paths, ticked, isTicked: false, index },
  });
};

const change = (
  context: ActionContext,
  by: (sheet: NumbersSheet) => Partial<NumbersSheet>,
): void => {
  const sheet = sheetOfKind(context, 'numbers');
  if (sheet !== undefined)
    context.dispatch({ type: 'sheet-changed', sheet: { ...sheet, ...by(sheet) } });
};

/** Moves the mark down (up if negative), within the list. */
export const moveInNumbers = (context: ActionContext, by: number): void =>
  change(context, ({ index, paths }) => ({ index: nearestIndex(index + by, paths.length) }));

/** Ticks the number at the mark, or takes its tick away. */
export const tickNumber = (context: ActionContext): void =>
  change(context, ({ ticked, paths, index }) => {
    const key = keyOf(paths[index] ?? []);
    const others = [...ticked].filter((other) => other !== key);
    return { isTicked: true, ticked: new Set(ticked.has(key) ? others : [...others, key]) };
  });

/** Charts what is ticked, or the number at the mark where no tick was changed. */
export const chartNumbers = (context: ActionContext): void => {
  const sheet = sheetOfKind(context, 'numbers');
  if (sheet === undefined) return;
  const { topic, paths, index, ticked, isTicked } = sheet;
  const { chart } = context.state();
  const marked = keyOf(paths[index] ?? []);
  const wanted = isTicked ? ticked : new Set([...ticked, marked]);
  const offered = new Set(paths.map(keyOf));
  const kept = chart.series.filter(
    ({ topic: other, path }) =>
      other !== topic || !offered.has(keyOf(path)) || wanted.has(keyOf(path)),
  );
  const known = new Set(kept.map(seriesKey));
  const added = paths
    .filter((path) => wanted.has(keyOf(path)))
    .map((path) => ({ topic, path }))
    .filter((name) => !known.has(seriesKey(name)));
  const series = [...kept, ...added];
  if (series.length > mostSeries) {
    context.session.notify(`A chart has at most ${mostSeries} lines: tick fewer.`);
    return;
  }
  const at = series.findIndex((name) => name.topic === topic && keyOf(name.path) === marked);
  const chosen = at === -1 ? Math.max(0, series.length - 1) : at;
  context.dispatch({ type: 'sheet-changed', sheet: undefined });
  if (series.length === 0) context.dispatch({ type: 'chart-changed', chart: noChart });
  else showChart(context, { ...chart, series, chosen });
};
