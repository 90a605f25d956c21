import type { ChartColumns } from '../../model/chart-columns.ts';
import { scaleOf, type Scale } from '../../model/chart-scale.ts';
import { timeAxis, valueAxis } from './chart-axis.ts';
import { ChartCanvas, dotsAcross, dotsDown } from './chart-canvas.ts';
import { fit } from '../draw/cells.ts';
import { palette } from '../draw/palette.ts';
import { row, type Span } from '../draw/row.ts';

/** A line of a chart: which series of the chart it is, from 0, and what is to be seen of it. */
export type PlotLine = { readonly index: number; readonly columns: ChartColumns };

export type PlotFrame = {
  readonly from: number;
  readonly to: number;
  /** Cells in all, axes included. */
  readonly width: number;
  readonly height: number;
  /** Whether the times stand below. */
  readonly hasTimes: boolean;
  /** Whether lines are told apart by their numbers. */
  readonly isNumbered: boolean;
  /** Columns for the labels of the value axis. */
  readonly labels: number;
};

/** Numbers stand on the lines about so many cells apart. */
const numberEvery = 24;

/** The scale for what is to be seen; for nothing one from 0 to 1. */
export const plotScale = (lines: readonly PlotLine[], rows: number): Scale => {
  const seen = lines.filter(({ columns }) => columns.count > 0);
  const strokes = lines.flatMap(({ columns }) => columns.strokes);
  const lows =
    seen.length > 0 ? seen.map(({ columns }) => columns.min) : strokes.map(({ y0 }) => y0);
  const highs =
    seen.length > 0 ? seen.map(({ columns }) => columns.max) : strokes.map(({ y1 }) => y1);
  if (lows.length === 0) return scaleOf(0, 1, 1);
  return scaleOf(
    Math.min(...lows, ...highs),
    Math.max(...lows, ...highs),
    Math.max(1, Math.floor(rows / 3)),
  );
};

const numberLines = (canvas: ChartCanvas, lines: readonly PlotLine[], width: number): void => {
  for (const [place, { index }] of lines.entries()) {
    const number = String(index + 1);
    for (let column = width - 1; column >= 0 && !canvas.mark(index, column, number); column -= 1);
    const shift = Math.floor((place * numberEvery) / lines.length);
    for (let column = shift; column < width - 4; column += numberEvery)
      canvas.mark(index, column, number);
  }
};

/** The rows of a plot: the lines, the value axis at the left, the time axis below. */
export const plotRows = (lines: readonly PlotLine[], frame: PlotFrame): string[] => {
  const rows = frame.height - (frame.hasTimes ? 1 : 0);
  const scale = plotScale(lines, rows);
  const { labels } = valueAxis(scale, rows);
  // Labels of huge numbers may leave nothing of a narrow pane.
  const width = Math.max(1, frame.width - frame.labels - 1);
  const canvas = new ChartCanvas(width, rows);
  const dots = rows * dotsDown - 1;
  const place = (value: number): number => ((scale.to - value) / (scale.to - scale.from)) * dots;
  for (const { index, columns } of lines) {
    for (const { x0, y0, x1, y1 } of columns.strokes)
      canvas.draw(index, { x0, y0: place(y0), x1, y1: place(y1) });
    for (const { column, value } of columns.retained)
      canvas.markAt(index, Math.floor(column / dotsAcross), Math.round(place(value)), 'R');
  }
  if (frame.isNumbered) numberLines(canvas, lines, width);
  const plotted = Array.from({ length: rows }, (_, index) => {
    const label = labels.get(index);
    const axis: Span[] = [
      { text: fit(label ?? '', frame.labels, 'end'), style: palette.dim },
      { text: label === undefined ? '│' : '┤', style: palette.dim },
    ];
    return row([...axis, ...canvas.spans(index)], frame.width);
  });
  if (!frame.hasTimes) return plotted;
  const times = `${' '.repeat(frame.labels)}└${timeAxis(frame.from, frame.to, width)}`;
  return [...plotted, row([{ text: times, style: palette.dim }], frame.width)];
};
