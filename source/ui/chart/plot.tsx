import type { ReactNode } from 'react';
import type { Scale } from '../../model/chart-scale.ts';
import { fit } from '../draw/cells.ts';
import { Row } from '../widgets/row.tsx';
import type { Span } from '../widgets/span.ts';
import { chartTimeAxis, valueAxis } from './axis.ts';
import { ChartCanvas, dotsAcross, dotsDown } from './canvas.ts';
import {
  lastText,
  namedOn,
  type PlotAxis,
  type PlotFrame,
  type PlotLine,
  plotScale,
} from './plot-layout.ts';
import { lastLook } from './series-look.ts';

/** Rough distance between the numbers on the axes, in cells. */
const numberEvery = 24;

const numberLines = (canvas: ChartCanvas, lines: readonly PlotLine[], width: number): void => {
  for (const [nth, { index }] of lines.entries()) {
    const number = String(index + 1);
    for (let column = width - 1; column >= 0 && !canvas.mark(index, column, number); column -= 1);
    const shift = Math.floor((nth * numberEvery) / lines.length);
    for (let column = shift; column < width - 4; column += numberEvery)
      canvas.mark(index, column, number);
  }
};

/** The row of dots of a value, from the top. */
const dotOf = ({ from, to }: Scale, value: number, rows: number): number =>
  ((to - value) / (to - from)) * (rows * dotsDown - 1);

/** Draws the lines of an axis with their marks. */
const drawLines = (canvas: ChartCanvas, { lines, scale }: DrawnAxis, rows: number): void => {
  for (const { index, columns } of lines) {
    for (const { x0, y0, x1, y1 } of columns.strokes)
      canvas.draw(index, { x0, y0: dotOf(scale, y0, rows), x1, y1: dotOf(scale, y1, rows) });
    for (const { column, value } of columns.retained) {
      const dot = Math.round(dotOf(scale, value, rows));
      canvas.markAt(index, Math.floor(column / dotsAcross), dot, 'R');
    }
  }
};

/** The last values by row of cells: each where its line ends, or in the next row; of too many, the first. */
const lastValues = (
  lines: readonly PlotLine[],
  scale: Scale,
  rows: number,
): ReadonlyMap<number, Span> => {
  const values = new Map<number, Span>();
  for (const line of lines) {
    if (line.columns.count === 0) continue;
    const at = Math.floor(Math.round(dotOf(scale, line.columns.last, rows)) / dotsDown);
    const row = [at, at - 1, at + 1].find((y) => y >= 0 && y < rows && !values.has(y));
    if (row !== undefined) values.set(row, { text: lastText(line), look: lastLook(line.index) });
  }
  return values;
};

type DrawnAxis = PlotAxis & { readonly scale: Scale; readonly labels: ReadonlyMap<number, string> };

type PlotProps = { readonly axes: readonly PlotAxis[]; readonly frame: PlotFrame };

/** A plot: the lines, an axis of values on the left, perhaps another on the right, the time axis below. */
export const Plot = ({ axes, frame }: PlotProps): ReactNode => {
  const rows = frame.height - (frame.hasTimes ? 1 : 0);
  const { left, right } = frame.margins;
  // The labels of huge numbers may leave no room in a narrow pane.
  const width = Math.max(1, frame.width - left - 1 - right);
  const canvas = new ChartCanvas(width, rows);
  const drawn = axes.map((axis): DrawnAxis => {
    const scale = plotScale(axis.lines, rows);
    return { ...axis, scale, ...valueAxis(scale, rows) };
  });
  for (const axis of drawn) drawLines(canvas, axis, rows);
  const lines = axes.flatMap((axis) => axis.lines);
  if (frame.isNumbered) numberLines(canvas, lines, width);
  const [first, second] = drawn;
  const lasts = drawn.map((axis) =>
    lastValues(second === undefined ? axis.lines : namedOn(axis), axis.scale, rows),
  );
  const leftLasts = second === undefined ? undefined : lasts[0];
  const rightLasts = right === 0 ? undefined : lasts.at(-1);
  const leftSpans = (y: number): Span[] => {
    const label = first?.labels.get(y);
    const last = leftLasts?.get(y);
    return [
      { look: 'dim', ...last, text: fit(last?.text ?? label ?? '', left, 'end') },
      { text: label === undefined ? '│' : '┤', look: 'dim' },
    ];
  };
  const rightSpans = (y: number): Span[] => {
    if (right === 0) return [];
    const label = second?.labels.get(y);
    const last = rightLasts?.get(y);
    const axis = second === undefined ? ' ' : label === undefined ? '│' : '├';
    return [
      { text: axis, look: 'dim' },
      { look: 'dim', ...last, text: fit(last?.text ?? label ?? '', right - 1) },
    ];
  };
  const times = chartTimeAxis(frame.from, frame.to, width);
  const end = second === undefined ? '' : `┘${second.unit}`;
  return (
    <>
      {Array.from({ length: rows }, (_, y) => (
        <Row
          key={y}
          width={frame.width}
          start={[...leftSpans(y), ...canvas.spans(y), ...rightSpans(y)]}
        />
      ))}
      {frame.hasTimes ? (
        <Row
          width={frame.width}
          start={[{ text: `${fit(first?.unit ?? '', left, 'end')}└${times}${end}`, look: 'dim' }]}
        />
      ) : null}
    </>
  );
};
