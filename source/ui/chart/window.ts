import type { NumberSeries } from '../../model/number-series.ts';
import type { ChartState } from './state.ts';

/** The time that a chart shows, ms since the epoch, and the time that there are numbers of. */
export type ChartWindow = {
  readonly from: number;
  readonly to: number;
  readonly earliest: number;
  readonly latest: number;
};

/** No chart shows less, ms. */
const shortestSpan = 100;

/** Of numbers that came all at once so much time is shown, ms. */
const leastTime = 1000;

/** What of its time a chart shows; `now` where there is no number yet. */
export const chartWindow = (
  { span, end }: ChartState,
  series: readonly NumberSeries[],
  now: number,
): ChartWindow => {
  const filled = series.filter(({ length }) => length > 0);
  const earliest = Math.min(...filled.map(({ times }) => times[0] ?? now));
  const latest = Math.max(...filled.map(({ times, length }) => times[length - 1] ?? now));
  if (filled.length === 0)
    return { from: (end ?? now) - (span ?? 60_000), to: end ?? now, earliest: now, latest: now };
  const to = end ?? latest;
  return { from: to - (span ?? Math.max(leastTime, to - earliest)), to, earliest, latest };
};

/** The chart with half as much time, or twice as much; all there is where that is enough. */
export const zoomChart = (chart: ChartState, window: ChartWindow, times: 0.5 | 2): ChartState => {
  const span = Math.max(shortestSpan, (window.to - window.from) * times);
  const isAll = times === 2 && span >= window.latest - window.earliest;
  return isAll ? { ...chart, span: undefined, end: undefined } : { ...chart, span };
};

/** The chart moved along its time by a quarter of what it shows; at the newest it follows again. */
export const moveChart = (chart: ChartState, window: ChartWindow, by: 1 | -1): ChartState => {
  const span = window.to - window.from;
  const end = window.to + (by * span) / 4;
  if (end >= window.latest) return { ...chart, end: undefined };
  return { ...chart, span, end: Math.max(end, Math.min(window.latest, window.earliest + span)) };
};
