import type { KeptMessage } from '../../model/kept-message.ts';
import { numberInPayload } from '../../payload/leading-number.ts';
import { firstNumberIn, numberOf } from '../../payload/number-at.ts';
import { printable } from '../../payload/printable.ts';
import { pathText, valueAt } from '../../payload/value-path.ts';
import {
  type ChartState,
  indexOfSeries,
  mostSeries,
  type SeriesName,
  seriesText,
  withoutSeries,
} from './state.ts';
import { seriesStoreOf } from './series-store.ts';
import { chartWindow, type ChartWindow, moveChart, zoomChart } from './window.ts';
import type { Controls } from '../controls.ts';
import { chosenDecoder } from '../details/state.ts';
import { detailedMessage } from '../details/detailed-message.ts';
import { selectPlace } from '../topics/select-place.ts';
import { selectedNode } from '../topics/tree-list.ts';

const chartOf = ({ state }: Controls): ChartState => state().chart;

/** The time that the chart shows now. */
const windowNow = ({ session, state }: Controls): ChartWindow => {
  const { chart } = state();
  const numbers = seriesStoreOf(session).numbersOf(chart.series);
  return chartWindow(chart, numbers, session.clock.moment.now);
};

const setChart = ({ dispatch }: Controls, chart: ChartState): void =>
  dispatch({ type: 'chart-changed', chart });

/** Which number of a message a chart would show: the one under the cursor of the details, else the first. */
export const seriesOf = (controls: Controls, message: KeptMessage): SeriesName | string => {
  const { session, state } = controls;
  const { topic } = message;
  if (numberInPayload(message.payload) !== undefined) return { topic, path: [] };
  const { decoded } = session.payloads.read(message, chosenDecoder(state(), topic));
  if (decoded.isLoading === true) return 'The decoder is still being loaded; try again.';
  const { value } = decoded;
  const { cursor } = state().details;
  if (value !== undefined && state().selected?.topic === topic && cursor !== undefined) {
    const pointed = valueAt(value, cursor);
    if (pointed !== undefined && numberOf(pointed) !== undefined) return { topic, path: cursor };
  }
  if (value !== undefined && numberOf(value) !== undefined) return { topic, path: [] };
  const path = value === undefined ? undefined : firstNumberIn(value);
  if (path === undefined)
    return `There is no number in the payload of ${printable(topic, 200)} to draw.`;
  session.notify(
    `Drawing ${pathText(path)}; for another number move onto it in the details and press c there.`,
  );
  return { topic, path };
};

/** The series of what is selected, or pointed at in the log; or in one sentence why there is none. */
const seriesHere = (controls: Controls): SeriesName | string => {
  const { session, state } = controls;
  const node = selectedNode(session, state());
  const last = node === undefined ? undefined : session.monitor?.tree.last(node);
  const message = detailedMessage(session, state()) ?? last;
  return message === undefined
    ? 'Choose a topic with a number first.'
    : seriesOf(controls, message);
};

/** Adds a series, or marks it where it is there already; shows the chart. Returns why it could not. */
export const addSeries = (controls: Controls, name: SeriesName): string | undefined => {
  const chart = chartOf(controls);
  const index = indexOfSeries(chart, name);
  if (index === -1 && chart.series.length >= mostSeries)
    return `A chart has at most ${mostSeries} lines; Delete in the chart or /unchart takes one out.`;
  setChart(controls, {
    ...chart,
    isShown: true,
    series: index === -1 ? [...chart.series, name] : chart.series,
    chosen: index === -1 ? chart.series.length : index,
  });
  return undefined;
};

/** Takes a series out, from 0. */
export const removeSeries = (controls: Controls, index: number): void => {
  const chart = chartOf(controls);
  const name = chart.series[index];
  if (name === undefined) return;
  setChart(controls, withoutSeries(chart, index));
  controls.session.notify(`Took ${seriesText(name)} out of the chart.`);
};

/** Draws the number here, or takes it out of the chart when it is in it. */
export const toggleSeries = (controls: Controls): void => {
  const found = seriesHere(controls);
  if (typeof found === 'string') {
    controls.session.notify(found);
    return;
  }
  const chart = chartOf(controls);
  const index = indexOfSeries(chart, found);
  if (index !== -1 && chart.isShown) {
    removeSeries(controls, index);
    return;
  }
  const problem = addSeries(controls, found);
  if (problem !== undefined) controls.session.notify(problem);
};

/** The chart in place of the log, and back; an empty one takes the number that is here. */
const show = (controls: Controls): void => {
  const chart = chartOf(controls);
  if (chart.series.length === 0) toggleSeries(controls);
  else setChart(controls, { ...chart, isShown: !chart.isShown });
};

const change = (controls: Controls, by: (chart: ChartState) => ChartState): void =>
  setChart(controls, by(chartOf(controls)));

const zoom = (controls: Controls, times: 0.5 | 2): void => {
  const window = windowNow(controls);
  change(controls, (chart) => zoomChart(chart, window, times));
};

const move = (controls: Controls, by: 1 | -1): void => {
  const window = windowNow(controls);
  if (chartOf(controls).span === undefined && by === -1)
    controls.session.notify('All of the time is shown; + shows less of it.');
  else change(controls, (chart) => moveChart(chart, window, by));
};

const choose = (controls: Controls, by: 1 | -1): void =>
  change(controls, (chart) => ({
    ...chart,
    chosen: Math.max(0, Math.min(chart.series.length - 1, chart.chosen + by)),
  }));

/** What the keys of the chart do. */
export const chartActions = {
  show,
  narrow: (controls: Controls): void => zoom(controls, 0.5),
  widen: (controls: Controls): void => zoom(controls, 2),
  all: (controls: Controls): void =>
    change(controls, (chart) => ({ ...chart, span: undefined, end: undefined })),
  older: (controls: Controls): void => move(controls, -1),
  newer: (controls: Controls): void => move(controls, 1),
  oldest: (controls: Controls): void => {
    const { earliest, from, to } = windowNow(controls);
    change(controls, (chart) =>
      chart.span === undefined ? chart : { ...chart, end: earliest + to - from },
    );
  },
  newest: (controls: Controls): void => change(controls, (chart) => ({ ...chart, end: undefined })),
  hold: (controls: Controls): void => {
    const { to } = windowNow(controls);
    change(controls, (chart) => ({ ...chart, end: chart.end === undefined ? to : undefined }));
  },
  apart: (controls: Controls): void =>
    change(controls, (chart) => ({ ...chart, isStacked: !chart.isStacked })),
  above: (controls: Controls): void => choose(controls, -1),
  below: (controls: Controls): void => choose(controls, 1),
  remove: (controls: Controls): void => removeSeries(controls, chartOf(controls).chosen),
  /** Goes to the topic of the marked series. */
  go: (controls: Controls): void => {
    const chart = chartOf(controls);
    const topic = chart.series[chart.chosen]?.topic;
    if (topic === undefined) return;
    controls.session.monitor?.filters.reveal(topic);
    selectPlace(controls, { kind: 'topic', topic });
  },
} satisfies Record<string, (controls: Controls) => void>;
