import type { TypedStates } from '../../payload/state-words.ts';
import { pathText, type ValuePath } from '../../payload/value-path.ts';
import { printable } from '../../payload/printable.ts';
import type { WordsByNumber } from './series-words.ts';

/** A series of the chart: the number at a path of a topic's payloads. */
export type SeriesName = {
  readonly topic: string;
  readonly path: ValuePath;
  /** What words stand for which numbers, if that was typed. */
  readonly states?: TypedStates | undefined;
};

/** What a series measures, as far as that is known. */
export type Measure = {
  /** Text from outside. */
  readonly unit: string | undefined;
  /** The words of a series of states. */
  readonly words: WordsByNumber | undefined;
};

const unknownMeasure: Measure = { unit: undefined, words: undefined };

/** The chart: its series and the period it shows. It stays when the user goes elsewhere. */
export type ChartState = {
  /** Whether it is shown instead of the log. */
  readonly isShown: boolean;
  readonly series: readonly SeriesName[];
  /** The index of the marked series. */
  readonly chosen: number;
  /** The length of the period, in ms; `undefined` for everything. */
  readonly span: number | undefined;
  /** The end of the period, in ms since the epoch; `undefined` follows the newest number. */
  readonly end: number | undefined;
  /** Whether each line has a separate plot and scale; `undefined`: only if two axes are too few. */
  readonly isStacked: boolean | undefined;
};

/** The most lines a chart can have. */
export const mostSeries = 6;

export const noChart: ChartState = {
  isShown: false,
  series: [],
  chosen: 0,
  span: undefined,
  end: undefined,
  isStacked: undefined,
};

/** Whether the chart replaces the log; rooms keep their conversation. */
export const showsChart = ({
  chart,
  selected,
}: {
  readonly chart: ChartState;
  readonly selected: { readonly kind: 'room' | 'topic' } | undefined;
}): boolean => chart.isShown && selected?.kind !== 'room';

/** A unique key for a series. */
export const seriesKey = ({ topic, path }: SeriesName): string => `${topic}\0${path.join('')}`;

/** A series as text: the topic, and its path if it has one. */
export const seriesText = ({ topic, path }: SeriesName): string =>
  `${printable(topic, 300)}${path.length === 0 ? '' : ` ${pathText(path)}`}`;

/** The index of a series in the chart, or -1. */
export const indexOfSeries = ({ series }: ChartState, name: SeriesName): number => {
  const key = seriesKey(name);
  return series.findIndex((other) => seriesKey(other) === key);
};

/** The chart without one of its series; hidden once it has none. */
export const withoutSeries = (chart: ChartState, index: number): ChartState => {
  const series = chart.series.filter((_, at) => at !== index);
  return series.length === 0
    ? noChart
    : { ...chart, series, chosen: Math.max(0, Math.min(chart.chosen, series.length - 1)) };
};

/**
 * What tells the quantity of a series from others: its words, its unit, or else the name of its member. Series
 * of different quantities do not share an axis.
 */
export const quantityOf = ({ path }: SeriesName, { unit, words }: Measure): string => {
  if (words !== undefined) return `${ofStates}${JSON.stringify([...words])}`;
  return unit === undefined
    ? (path.findLast((segment) => !/^\[\d+\]$/.test(segment)) ?? '')
    : `unit ${unit}`;
};

/** How the quantities of states begin. */
const ofStates = 'states ';

/**
 * Whether each line has a separate plot: a shared one has room for two axes, left and right, and the steps of
 * two kinds of states would hide each other.
 */
export const isApart = (
  { isStacked, series }: ChartState,
  measures: readonly Measure[],
): boolean => {
  if (isStacked !== undefined) return isStacked;
  const all = series.map((name, index) => quantityOf(name, measures[index] ?? unknownMeasure));
  const quantities = [...new Set(all)];
  return quantities.length > 2 || quantities.filter((each) => each.startsWith(ofStates)).length > 1;
};
