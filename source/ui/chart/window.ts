import type { NumberSeries } from '../../model/number-series.ts';
import type { ChartState } from './state.ts';

/** The period that a chart shows, and the period of its numbers; all in ms since the epoch. */
export type ChartWindow = {
  readonly from: number;
  readonly to: number;
  readonly earliest: number;
  readonly latest: number;
};

/** The shortest period a chart shows, in ms. */
const shortestSpan = 100;

/** The period to show when all numbers arrived at once, in ms. */
const leastTime = 1000;

/** The period that a chart shows now; `now` stands in while there are no numbers. */
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

/** Halves or doubles the period shown; back to everything once that fits. */
export const zoomChart = (chart: ChartState, window: ChartWindow, times: 0.5 | 2): ChartState => {
  const span = Math.max(shortestSpan, (window.to - window.from) * times);
  const isAll = times === 2 && span >= window.latest - window.earliest;
  return isAll ? { ...chart, span: undefined, end: undefined } : { ...chart, span };
};

/** Moves the chart by a quarter of its period; at the newest number it follows again. */
export const moveChart = (chart: ChartState, window: ChartWindow, by: 1 | -1): ChartState => {
  const span = window.to - window.from;
  const end = window.to + (by * span) / 4;
  if (end >= window.latest) return { ...chart, end: undefined };
  return { ...chart, span, end: Math.max(end, Math.min(window.latest, window.earliest + span)) };
};
