import { pathText, type ValuePath } from '../../payload/value-path.ts';
import { printable } from '../../payload/printable.ts';

/** What a line of the chart shows: the number at a path of a topic's payloads. */
export type SeriesName = { readonly topic: string; readonly path: ValuePath };

/** The chart: which lines it has, and which time. It stays when somebody goes elsewhere. */
export type ChartState = {
  /** Whether it stands in the place of the log. */
  readonly isShown: boolean;
  readonly series: readonly SeriesName[];
  /** Which of them is marked. */
  readonly chosen: number;
  /** How much time it shows, ms; `undefined` for all there is. */
  readonly span: number | undefined;
  /** Where it ends, ms since the epoch; `undefined` follows the newest number. */
  readonly end: number | undefined;
  /** A separate plot and scale for each line. */
  readonly isStacked: boolean;
};

/** How many lines one chart can have. */
export const mostSeries = 6;

export const noChart: ChartState = {
  isShown: false,
  series: [],
  chosen: 0,
  span: undefined,
  end: undefined,
  isStacked: false,
};

/** Whether the chart stands where the log would be; rooms keep their conversation. */
export const showsChart = ({
  chart,
  selected,
}: {
  readonly chart: ChartState;
  readonly selected: { readonly kind: 'room' | 'topic' } | undefined;
}): boolean => chart.isShown && selected?.kind !== 'room';

/** One name for one series. */
export const seriesKey = ({ topic, path }: SeriesName): string => `${topic}\0${path.join('')}`;

/** As it is shown: the topic, and the path where there is one. */
export const seriesText = ({ topic, path }: SeriesName): string =>
  `${printable(topic, 300)}${path.length === 0 ? '' : ` ${pathText(path)}`}`;

/** Which series of the chart it is, from 0, or -1. */
export const indexOfSeries = ({ series }: ChartState, name: SeriesName): number => {
  const key = seriesKey(name);
  return series.findIndex((other) => seriesKey(other) === key);
};

/** The chart without one of its series; without any it is not shown. */
export const withoutSeries = (chart: ChartState, index: number): ChartState => {
  const series = chart.series.filter((_, at) => at !== index);
  return series.length === 0
    ? noChart
    : { ...chart, series, chosen: Math.max(0, Math.min(chart.chosen, series.length - 1)) };
};
