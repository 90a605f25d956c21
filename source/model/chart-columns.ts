import type { NumberSeries } from './number-series.ts';

/** A straight line between two numbers; x is in columns, and may lie outside the chart. */
export type Stroke = {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
};

/** The part of a series in a span of time, fitted into columns. */
export type ChartColumns = {
  /** How many numbers are in that span. */
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly last: number;
  /** From the lowest to the highest number of each column, and from one column to the next. */
  readonly strokes: readonly Stroke[];
  /** Numbers that the broker had retained, and their columns. */
  readonly retained: readonly { readonly column: number; readonly value: number }[];
};

/** The line breaks at a silence this many times longer than usual. */
const gapTimes = 10;

/** The shortest gap, ms. */
const shortestGap = 2000;

/** How many intervals are sampled to find the usual one. */
const sampleSize = 301;

/** How long a silence must be to break the line, ms. */
const gapOf = ({ times, length }: NumberSeries): number => {
  if (length < 5) return Number.POSITIVE_INFINITY;
  const every = Math.max(1, Math.floor((length - 1) / sampleSize));
  const intervals: number[] = [];
  for (let index = 1; index < length; index += every)
    intervals.push((times[index] ?? 0) - (times[index - 1] ?? 0));
  intervals.sort((a, b) => a - b);
  return Math.max(shortestGap, gapTimes * (intervals[intervals.length >> 1] ?? 0));
};

/**
 * Fits a series into `columns` columns from `from` to `to`, ms since the epoch, `from` < `to`. Of states, the one
 * from before `from` counts too.
 */
export const chartColumns = (
  series: NumberSeries,
  from: number,
  to: number,
  columns: number,
): ChartColumns => {
  const { times, values, retained, areStates } = series;
  const gap = areStates ? Number.POSITIVE_INFINITY : gapOf(series);
  const start = areStates ? Math.max(0, series.indexAfter(from) - 1) : series.indexAt(from);
  const end = series.indexAfter(to);
  const scale = (columns - 1) / (to - from);
  const columnOf = (index: number): number => Math.round(((times[index] ?? 0) - from) * scale);
  /** The index of the first later number in another column, by binary search. */
  const nextColumn = (index: number): number => {
    const column = columnOf(index);
    let [low, high] = [index + 1, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (columnOf(middle) > column) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const place = (index: number): number =>
    // A point outside the chart still gives its line a direction.
    index >= start && index < end ? columnOf(index) : ((times[index] ?? 0) - from) * scale;
  const strokes: Stroke[] = [];
  /** Draws a line from the previous number, unless there is a gap between them. */
  const join = (index: number): void => {
    if (index === 0 || (times[index] ?? 0) - (times[index - 1] ?? 0) > gap) return;
    const [y0, y1] = [values[index - 1] ?? 0, values[index] ?? 0];
    const [x0, x1] = [place(index - 1), place(index)];
    if (areStates) strokes.push({ x0, y0, x1, y1: y0 }, { x0: x1, y0, x1, y1 });
    else strokes.push({ x0, y0, x1, y1 });
  };
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let first = start; first < end;) {
    const next = nextColumn(first);
    let low = values[first] ?? 0;
    let high = low;
    for (let index = first; index < next; index += 1) {
      const value = values[index] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
      sum += value;
    }
    join(first);
    const column = columnOf(first);
    strokes.push({ x0: column, y0: low, x1: column, y1: high });
    min = Math.min(min, low);
    max = Math.max(max, high);
    first = next;
  }
  // A line leads to the next number beyond the right edge.
  if (end < series.length) join(end);
  else if (areStates && end > 0) {
    const last = values[end - 1] ?? 0;
    strokes.push({ x0: place(end - 1), y0: last, x1: columns - 1, y1: last });
  }
  const marks: { column: number; value: number }[] = [];
  for (let at = retained.indexOf(1, start); at !== -1 && at < end; at = retained.indexOf(1, at + 1))
    if (columnOf(at) >= 0) marks.push({ column: columnOf(at), value: values[at] ?? 0 });
  const count = end - start;
  return {
    count,
    min,
    max,
    mean: count === 0 ? Number.NaN : sum / count,
    last: values[end - 1] ?? Number.NaN,
    strokes,
    retained: marks,
  };
};
