import { type ChartColumns, chartColumns } from '../../model/chart-columns.ts';
import { type Scale, scaleOf } from '../../model/chart-scale.ts';
import type { NumberSeries } from '../../model/number-series.ts';
import { valueAxis } from './axis.ts';
import { dotsAcross } from './canvas.ts';
import type { ChartWindow } from './window.ts';

/** A chart to draw. */
export type ChartToDraw = {
  /** Names that have passed `printable`, and their numbers. */
  readonly series: readonly { readonly name: string; readonly numbers: NumberSeries }[];
  readonly window: ChartWindow;
  /** The marked series, from 0; `undefined` for none. */
  readonly chosen: number | undefined;
  readonly isStacked: boolean;
  readonly width: number;
  readonly height: number;
};

/** A line of a chart: the index of its series, from 0, and its visible part. */
export type PlotLine = { readonly index: number; readonly columns: ChartColumns };

/** The space of a plot, and the period it shows. */
export type PlotFrame = {
  readonly from: number;
  readonly to: number;
  /** Total cells, axes included. */
  readonly width: number;
  readonly height: number;
  /** Whether clock times are shown below. */
  readonly hasTimes: boolean;
  /** Whether numbers tell the lines apart. */
  readonly isNumbered: boolean;
  /** Columns for the labels of the value axis. */
  readonly labels: number;
};

/** A plot of a chart. */
export type PlotToDraw = {
  /** The lines named above the plot, with their figures. */
  readonly named: readonly PlotLine[];
  readonly lines: readonly PlotLine[];
  readonly frame: PlotFrame;
};

/** The fewest rows for a separate plot, its heading included. */
const leastPlot = 4;

/** The scale for the visible numbers; 0 to 1 if there are none. */
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

const widthOfLabels = (lines: readonly PlotLine[], rows: number): number =>
  valueAxis(plotScale(lines, rows), rows).width;

/** The usual width of a value axis label, in cells. */
const usualLabels = 4;

/** Fits lines into a plot beside labels of the width `measure` returns; fits again only for an unusual width. */
const fitLines = (
  { series, window, width }: ChartToDraw,
  measure: (lines: readonly PlotLine[]) => number,
): { lines: PlotLine[]; labels: number } => {
  const lay = (labels: number): PlotLine[] => {
    const columns = Math.max(2, (width - labels - 1) * dotsAcross);
    return series.map(({ numbers }, index) => ({
      index,
      columns: chartColumns(numbers, window.from, window.to, columns),
    }));
  };
  const lines = lay(usualLabels);
  const labels = measure(lines);
  return { lines: labels === usualLabels ? lines : lay(labels), labels };
};

/** One plot per series, as many as fit, starting at the marked one. */
const stacked = (chart: ChartToDraw): PlotToDraw[] => {
  const { width, height, window, series } = chart;
  const room = Math.min(series.length, Math.max(1, Math.floor((height - 1) / leastPlot)));
  const each = Math.floor((height - 1) / room);
  const first = Math.max(0, Math.min((chart.chosen ?? 0) - room + 1, series.length - room));
  const { lines, labels } = fitLines(chart, (all) =>
    Math.max(...all.map((line) => widthOfLabels([line], each - 1))),
  );
  return lines.slice(first, first + room).map((line, nth) => {
    const hasTimes = nth === room - 1;
    const rows = (hasTimes ? height - nth * each : each) - 1;
    return {
      named: [line],
      lines: [line],
      frame: { ...window, width, height: rows, hasTimes, isNumbered: false, labels },
    };
  });
};

/** The plots of a chart, filling all of its rows. */
export const plotsOf = (chart: ChartToDraw): PlotToDraw[] => {
  const { series, window, width, height } = chart;
  if (chart.isStacked && series.length > 1) return stacked(chart);
  const listed = Math.min(series.length, Math.max(1, Math.floor(height / 3)));
  const top = Math.max(0, Math.min((chart.chosen ?? 0) - listed + 1, series.length - listed));
  const rows = height - listed;
  const { lines, labels } = fitLines(chart, (all) => widthOfLabels(all, rows - 1));
  const isNumbered = series.length > 1;
  return [
    {
      named: lines.slice(top, top + listed),
      lines,
      frame: { ...window, width, height: rows, hasTimes: true, isNumbered, labels },
    },
  ];
};
