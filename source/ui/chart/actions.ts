import type { StoredMessage } from '../../model/stored-message.ts';
import { numbersIn, numericValue, quickNumberAt } from '../../payload/number-at.ts';
import { printable } from '../../payload/printable.ts';
import { valueAt, type ValuePath } from '../../payload/value-path.ts';
import {
  type ChartState,
  indexOfSeries,
  isApart,
  mostSeries,
  type SeriesName,
  seriesText,
  withoutSeries,
} from './state.ts';
import { seriesStoreOf } from './series-store.ts';
import { showChart } from './show-chart.ts';
import { chartWindow, type ChartWindow, moveChart, zoomChart } from './window.ts';
import type { ActionContext } from '../action-context.ts';
import { chosenDecoder } from '../details/state.ts';
import { messageHere } from '../details/detailed-message.ts';
import { changeSelection } from '../topics/change-selection.ts';
import { notifying } from '../keys/key-binding.ts';
import { offerNumbers } from '../numbers/actions.ts';

const chartOf = ({ state }: ActionContext): ChartState => state().chart;

/** The period that the chart shows now. */
const windowNow = ({ session, state }: ActionContext): ChartWindow => {
  const { chart } = state();
  const numbers = seriesStoreOf(session).numbersOf(chart.series);
  return chartWindow(chart, numbers, session.clock.reading.wall);
};

const setChart = ({ dispatch }: ActionContext, chart: ChartState): void =>
  dispatch({ type: 'chart-changed', chart });

/** The paths to the numbers in a message that may be meant, or one sentence saying why there is none. */
const numbersOf = (
  { session, state }: ActionContext,
  message: StoredMessage,
): readonly ValuePath[] | string => {
  const { topic } = message;
  if (quickNumberAt(message.payload, []) !== 'elsewhere') return [[]];
  const { decoded } = session.payloads.read(message, chosenDecoder(state(), topic));
  if (decoded.isLoading === true) return 'The decoder is still loading; try again.';
  const { value } = decoded;
  const none = `The payload of ${printable(topic, 200)} has no number to chart.`;
  if (value === undefined) return none;
  const { focus, details } = state();
  const isDetailed = focus === 'details' && messageHere(session, state())?.topic === topic;
  if (isDetailed && details.cursor !== undefined) {
    const pointed = valueAt(value, details.cursor);
    if (pointed !== undefined && numericValue(pointed) !== undefined) return [details.cursor];
  }
  const { measured, others } = numbersIn(value);
  if (measured.length === 1) return measured;
  return measured.length + others.length === 0 ? none : [...measured, ...others];
};

/**
 * Adds the number of a message to the chart with `one`; of several offers a list. Returns one sentence if
 * there is none.
 */
export const chartNumberOf = (
  context: ActionContext,
  message: StoredMessage,
  one: (context: ActionContext, name: SeriesName) => string | undefined = addSeries,
): string | undefined => {
  const { topic } = message;
  const paths = numbersOf(context, message);
  if (typeof paths === 'string') return paths;
  const [path = []] = paths;
  if (paths.length === 1) return one(context, { topic, path });
  offerNumbers(context, topic, paths);
  return undefined;
};

/** Adds a series, or marks it if the chart has it; shows the chart. Returns why it could not. */
export const addSeries = (context: ActionContext, name: SeriesName): string | undefined => {
  const chart = chartOf(context);
  const index = indexOfSeries(chart, name);
  if (index === -1 && chart.series.length >= mostSeries)
    return `A chart has at most ${mostSeries} lines; /unchart removes one.`;
  showChart(context, {
    ...chart,
    series:
      index === -1
        ? [...chart.series, name]
        : chart.series.with(index, { ...name, states: name.states ?? chart.series[index]?.states }),
    chosen: index === -1 ? chart.series.length : index,
  });
  return undefined;
};

/** Removes a series by index, from 0. */
export const removeSeries = (context: ActionContext, index: number): void => {
  const chart = chartOf(context);
  const name = chart.series[index];
  if (name === undefined) return;
  setChart(context, withoutSeries(chart, index));
  context.session.notify(`Removed ${seriesText(name)} from the chart.`);
};

const toggle = (context: ActionContext, name: SeriesName): string | undefined => {
  const chart = chartOf(context);
  const index = indexOfSeries(chart, name);
  if (index === -1 || !chart.isShown) return addSeries(context, name);
  removeSeries(context, index);
  return undefined;
};

/** Adds the number at the selection or the log's cursor to the chart, or removes it; offers several in a list. */
export const toggleSeries = notifying((context) => {
  const { session, state } = context;
  const message = messageHere(session, state());
  return message === undefined
    ? 'Choose a topic with a number first.'
    : chartNumberOf(context, message, toggle);
});

/** Shows the chart instead of the log, or hides it; an empty one starts with the number here. */
const show = (context: ActionContext): void => {
  const chart = chartOf(context);
  if (chart.series.length === 0) toggleSeries(context);
  else if (chart.isShown) setChart(context, { ...chart, isShown: false });
  else showChart(context, chart);
};

const change = (context: ActionContext, by: (chart: ChartState) => ChartState): void =>
  setChart(context, by(chartOf(context)));

const zoom = (context: ActionContext, times: 0.5 | 2): void => {
  const window = windowNow(context);
  change(context, (chart) => zoomChart(chart, window, times));
};

const move = (context: ActionContext, by: 1 | -1): void => {
  const window = windowNow(context);
  if (chartOf(context).span === undefined && by === -1)
    context.session.notify('Everything is shown already; + zooms in.');
  else change(context, (chart) => moveChart(chart, window, by));
};

const choose = (context: ActionContext, by: 1 | -1): void =>
  change(context, (chart) => ({
    ...chart,
    chosen: Math.max(0, Math.min(chart.series.length - 1, chart.chosen + by)),
  }));

/** What the chart's keys do. */
export const chartActions = {
  show,
  narrow: (context: ActionContext): void => zoom(context, 0.5),
  widen: (context: ActionContext): void => zoom(context, 2),
  all: (context: ActionContext): void =>
    change(context, (chart) => ({ ...chart, span: undefined, end: undefined })),
  older: (context: ActionContext): void => move(context, -1),
  newer: (context: ActionContext): void => move(context, 1),
  oldest: (context: ActionContext): void => {
    const { earliest, from, to } = windowNow(context);
    change(context, (chart) =>
      chart.span === undefined ? chart : { ...chart, end: earliest + to - from },
    );
  },
  newest: (context: ActionContext): void =>
    change(context, (chart) => ({ ...chart, end: undefined })),
  hold: (context: ActionContext): void => {
    const { to } = windowNow(context);
    change(context, (chart) => ({ ...chart, end: chart.end === undefined ? to : undefined }));
  },
  apart: (context: ActionContext): void => {
    const { series } = chartOf(context);
    const measures = seriesStoreOf(context.session).measuresOf(series);
    change(context, (chart) => ({ ...chart, isStacked: !isApart(chart, measures) }));
  },
  above: (context: ActionContext): void => choose(context, -1),
  below: (context: ActionContext): void => choose(context, 1),
  remove: (context: ActionContext): void => removeSeries(context, chartOf(context).chosen),
  /** Selects the topic of the marked series. */
  go: (context: ActionContext): void => {
    const chart = chartOf(context);
    const topic = chart.series[chart.chosen]?.topic;
    if (topic === undefined) return;
    context.session.monitor?.filters.reveal(topic);
    changeSelection(context, { kind: 'topic', topic });
  },
} satisfies Record<string, (context: ActionContext) => void>;
