import { chartColumns } from '../../model/chart-columns.ts';
import { numberText } from '../../model/chart-scale.ts';
import type { NumberSeries } from '../../model/number-series.ts';
import { graphemes, widthOf } from '../draw/cells.ts';
import { valueAxis } from './chart-axis.ts';
import { dotsAcross } from './chart-canvas.ts';
import { type PlotLine, plotRows, plotScale } from './chart-plot.ts';
import type { ChartWindow } from './chart-window.ts';
import { palette, seriesStyles } from '../draw/palette.ts';
import { row, rowWithEnd, type Span } from '../draw/row.ts';

/** A chart to draw. */
export type ChartToDraw = {
  /** Names that have passed `printable`, and their numbers. */
  readonly series: readonly { readonly name: string; readonly numbers: NumberSeries }[];
  readonly window: ChartWindow;
  /** Which series is marked, from 0; `undefined` for none. */
  readonly chosen: number | undefined;
  readonly isStacked: boolean;
  readonly width: number;
  readonly height: number;
};

/** A plot of its own needs so many rows, its heading among them. */
const leastPlot = 4;

/** A name needs so many cells beside the figures. */
const leastName = 20;

/** The end of a text: what tells topics apart stands there. */
const endOf = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  const cells = graphemes(text);
  let used = 1;
  let from = cells.length;
  while (from > 0 && used + widthOf(cells[from - 1] ?? '') <= width) {
    from -= 1;
    used += widthOf(cells[from] ?? '');
  }
  return width <= 0 ? '' : `…${cells.slice(from).join('')}`;
};

const figuresOf = ({ columns }: PlotLine, numbers: NumberSeries, room: number): string => {
  if (numbers.length === 0) return 'no number yet';
  if (columns.count === 0) return 'none in this time';
  const [last, min, max, mean] = [columns.last, columns.min, columns.max, columns.mean].map(
    numberText,
  );
  const words = `last ${last}  min ${min}  max ${max}  mean ${mean}`;
  const short = `${last} (${min} to ${max}, mean ${mean})`;
  return [words, short].find(({ length }) => length <= room) ?? `${last} (${min} to ${max})`;
};

/** What the lines are, one a row: number, name, figures; a line alone has its name in the border. */
const legendRow = (chart: ChartToDraw, line: PlotLine, more: string, room: number): string => {
  const { series, width, chosen } = chart;
  const found = series[line.index];
  if (found === undefined) return ' '.repeat(width);
  const style = seriesStyles[line.index] ?? palette.plain;
  if (series.length === 1)
    return row([{ text: figuresOf(line, found.numbers, width), style }], width);
  const figures = figuresOf(line, found.numbers, room);
  const mark = `${chosen === line.index ? '▸' : ' '}${line.index + 1} `;
  const name = endOf(found.name, width - widthOf(figures + mark + more) - 1);
  const start: Span[] = [{ text: mark }, { text: name, style }, { text: more, style: palette.dim }];
  return rowWithEnd(start, [{ text: ` ${figures}` }], width);
};

/** The legends of the lines that are listed; the last one says how many are not. */
const legends = (chart: ChartToDraw, listed: readonly PlotLine[]): string[] => {
  const hidden = chart.series.length - listed.length;
  const more = hidden === 0 ? '' : ` … ${hidden} more`;
  const room = chart.width - leastName - widthOf(more);
  return listed.map((line, place) =>
    legendRow(chart, line, place === listed.length - 1 ? more : '', room),
  );
};

const widthOfLabels = (lines: readonly PlotLine[], rows: number): number =>
  valueAxis(plotScale(lines, rows), rows).width;

/** What most labels of a value axis take, in cells. */
const usualLabels = 4;

/** The lines for a plot whose labels take what `measure` says: they are only fitted anew where that is unusual. */
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

/** Every series in a plot below its own heading, as many as there is room for, from the marked one on. */
const stacked = (chart: ChartToDraw): string[] => {
  const { width, height, window, series } = chart;
  const room = Math.min(series.length, Math.max(1, Math.floor((height - 1) / leastPlot)));
  const each = Math.floor((height - 1) / room);
  const first = Math.max(0, Math.min((chart.chosen ?? 0) - room + 1, series.length - room));
  const { lines, labels } = fitLines(chart, (all) =>
    Math.max(...all.map((line) => widthOfLabels([line], each - 1))),
  );
  const shown = lines.slice(first, first + room);
  const headings = legends(chart, shown);
  return shown.flatMap((line, place) => {
    const hasTimes = place === room - 1;
    const rows = (hasTimes ? height - place * each : each) - 1;
    const frame = { ...window, width, height: rows, hasTimes, isNumbered: false, labels };
    return [headings[place] ?? '', ...plotRows([line], frame)];
  });
};

/** The rows of a chart, `height` of `width` cells each. */
export const chartRows = (chart: ChartToDraw): string[] => {
  const { series, window, width, height } = chart;
  if (chart.isStacked && series.length > 1) return stacked(chart);
  const listed = Math.min(series.length, Math.max(1, Math.floor(height / 3)));
  const top = Math.max(0, Math.min((chart.chosen ?? 0) - listed + 1, series.length - listed));
  const rows = height - listed;
  const { lines, labels } = fitLines(chart, (all) => widthOfLabels(all, rows - 1));
  return [
    ...legends(chart, lines.slice(top, top + listed)),
    ...plotRows(lines, {
      ...window,
      width,
      height: rows,
      hasTimes: true,
      isNumbered: series.length > 1,
      labels,
    }),
  ];
};
