import { type ChartColumns, chartColumns } from '../../model/chart-columns.ts';
import { numberText, type Scale, scaleOf, stateScale } from '../../model/chart-scale.ts';
import type { NumberSeries } from '../../model/number-series.ts';
import { widthOf } from '../draw/cells.ts';
import { valueAxis } from './axis.ts';
import { dotsAcross } from './canvas.ts';
import type { WordsByNumber } from './series-words.ts';
import type { ChartWindow } from './window.ts';

/** A series to draw. */
export type SeriesToDraw = {
  /** A name that has passed `printable`. */
  readonly name: string;
  readonly numbers: NumberSeries;
  /** The unit of its numbers, if known; has passed `printable`. */
  readonly unit?: string | undefined;
  /** The words for its numbers if they are states, at most 12 cells each; have passed `printable`. */
  readonly words?: WordsByNumber | undefined;
  /** What it measures: series of different quantities do not share an axis. */
  readonly quantity: string;
};

/** A chart to draw. */
export type ChartToDraw = {
  readonly series: readonly SeriesToDraw[];
  readonly window: ChartWindow;
  /** The marked series, from 0; `undefined` for none. */
  readonly chosen: number | undefined;
  readonly isStacked: boolean;
  readonly width: number;
  readonly height: number;
};

/** A line of a chart: the index of its series, from 0, and its visible part. */
export type PlotLine = {
  readonly index: number;
  readonly columns: ChartColumns;
  /** The words for its numbers, if they are states. */
  readonly words: WordsByNumber | undefined;
};

/** An axis of values: its lines, and their unit if they share one. */
export type PlotAxis = { readonly lines: readonly PlotLine[]; readonly unit: string };

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
  /** Columns beside the lines on the left, without the axis itself, and on the right with it; 0 for none. */
  readonly margins: Margins;
};

/** Columns for labels on the left and on the right. */
export type Margins = { readonly left: number; readonly right: number };

/** A plot of a chart. */
export type PlotToDraw = {
  /** The lines named above the plot, with their figures. */
  readonly named: readonly PlotLine[];
  /** The axis on the left, and the one on the right if there is one. */
  readonly axes: readonly PlotAxis[];
  readonly frame: PlotFrame;
};

/** The fewest rows for a separate plot, its heading included. */
const leastPlot = 4;

/** The words that all lines share, if they are states. */
const sharedWords = ([first, ...others]: readonly PlotLine[]): WordsByNumber | undefined => {
  const words = first?.words;
  const key = JSON.stringify([...(words ?? [])]);
  return others.every((line) => JSON.stringify([...(line.words ?? [])]) === key)
    ? words
    : undefined;
};

/** The scale for the visible numbers; 0 to 1 if there are none. Lines of the same states have their words on it. */
export const plotScale = (lines: readonly PlotLine[], rows: number): Scale => {
  const words = sharedWords(lines);
  const seen = lines.filter(({ columns }) => columns.count > 0);
  const strokes = lines.flatMap(({ columns }) => columns.strokes);
  const lows =
    seen.length > 0 ? seen.map(({ columns }) => columns.min) : strokes.map(({ y0 }) => y0);
  const highs =
    seen.length > 0 ? seen.map(({ columns }) => columns.max) : strokes.map(({ y1 }) => y1);
  if (words !== undefined) return stateScale(words, [...lows, ...highs]);
  if (lows.length === 0) return scaleOf(0, 1, 1);
  return scaleOf(
    Math.min(...lows, ...highs),
    Math.max(...lows, ...highs),
    Math.max(1, Math.floor(rows / 3)),
  );
};

/** The last value of a line as it is shown beside its plot; empty if it has none. */
export const lastText = ({ columns, words }: PlotLine): string =>
  columns.count === 0 ? '' : (words?.get(columns.last) ?? numberText(columns.last));

/** The longest unit that an axis names, in cells. */
const longestUnit = 6;

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf));

const labelsOf = ({ lines, unit }: PlotAxis, rows: number): number =>
  Math.max(valueAxis(plotScale(lines, rows), rows).width, widthOf(unit));

/** The lines whose last values stand on an axis of two: several would hide its labels. */
export const namedOn = ({ lines }: PlotAxis): readonly PlotLine[] =>
  lines.length === 1 ? lines : [];

const lastsOf = (lines: readonly PlotLine[]): number => widest(lines.map(lastText));

/** The fewest columns of lines beside which last values are shown. */
const leastBesideLasts = 30;

/** Last values stand at the right end of the lines; with two axes, each on that of its line. */
const marginsOf = (axes: readonly PlotAxis[], rows: number, width: number): Margins => {
  const [first, second] = axes;
  if (first === undefined) return { left: 0, right: 0 };
  const left = labelsOf(first, rows);
  if (second === undefined) {
    const right = lastsOf(first.lines) + 1;
    return { left, right: width - left - 1 - right < leastBesideLasts ? 0 : right };
  }
  return {
    left: Math.max(left, lastsOf(namedOn(first))),
    right: Math.max(labelsOf(second, rows), lastsOf(namedOn(second))) + 1,
  };
};

/** The axes of lines: one, or two for two quantities. */
const axesOf = ({ series }: ChartToDraw, lines: readonly PlotLine[]): PlotAxis[] => {
  const byQuantity = Map.groupBy(lines, ({ index }) => series[index]?.quantity ?? '');
  const groups = byQuantity.size === 2 ? [...byQuantity.values()] : [lines];
  return groups.map((group) => {
    const units = new Set(group.map(({ index }) => series[index]?.unit ?? ''));
    const [unit = ''] = units;
    return { lines: group, unit: units.size > 1 || widthOf(unit) > longestUnit ? '' : unit };
  });
};

/** The usual margins, in cells. */
const usual: Margins = { left: 4, right: 5 };

/** Fits lines between the margins that `measure` returns; fits again only if those are unusual. */
const fitLines = (
  { series, window, width }: ChartToDraw,
  measure: (lines: readonly PlotLine[]) => Margins,
): { lines: PlotLine[]; margins: Margins } => {
  const lay = ({ left, right }: Margins): PlotLine[] => {
    const columns = Math.max(2, (width - left - 1 - right) * dotsAcross);
    return series.map(({ numbers, words }, index) => ({
      index,
      columns: chartColumns(numbers, window.from, window.to, columns),
      words,
    }));
  };
  const lines = lay(usual);
  const margins = measure(lines);
  const isUsual = margins.left === usual.left && margins.right === usual.right;
  return { lines: isUsual ? lines : lay(margins), margins };
};

/** One plot per series, as many as fit, starting at the marked one. */
const stacked = (chart: ChartToDraw): PlotToDraw[] => {
  const { width, height, window, series } = chart;
  const room = Math.min(series.length, Math.max(1, Math.floor((height - 1) / leastPlot)));
  const each = Math.floor((height - 1) / room);
  const first = Math.max(0, Math.min((chart.chosen ?? 0) - room + 1, series.length - room));
  const { lines, margins } = fitLines(chart, (all) => {
    const own = all.map((line) => marginsOf(axesOf(chart, [line]), each - 1, width));
    const [left, right] = [own.map((one) => one.left), own.map((one) => one.right)];
    return { left: Math.max(...left), right: right.includes(0) ? 0 : Math.max(...right) };
  });
  return lines.slice(first, first + room).map((line, nth) => {
    const hasTimes = nth === room - 1;
    const rows = (hasTimes ? height - nth * each : each) - 1;
    return {
      named: [line],
      axes: axesOf(chart, [line]),
      frame: { ...window, width, height: rows, hasTimes, isNumbered: false, margins },
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
  const { lines, margins } = fitLines(chart, (all) =>
    marginsOf(axesOf(chart, all), rows - 1, width),
  );
  const isNumbered = series.length > 1;
  return [
    {
      named: lines.slice(top, top + listed),
      axes: axesOf(chart, lines),
      frame: { ...window, width, height: rows, hasTimes: true, isNumbered, margins },
    },
  ];
};
