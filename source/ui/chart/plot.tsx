import type { ReactNode } from 'react';
import type { Scale } from '../../model/chart-scale.ts';
import { fit } from '../draw/cells.ts';
import { Row } from '../widgets/row.tsx';
import { chartTimeAxis, valueAxis } from './axis.ts';
import { ChartCanvas, dotsAcross, dotsDown } from './canvas.ts';
import { type PlotFrame, type PlotLine, plotScale } from './plot-layout.ts';

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

/** The lines with their marks, in a given number of cells. */
const drawLines = (
  lines: readonly PlotLine[],
  { from, to }: Scale,
  width: number,
  rows: number,
): ChartCanvas => {
  const canvas = new ChartCanvas(width, rows);
  const dots = rows * dotsDown - 1;
  const dotOf = (value: number): number => ((to - value) / (to - from)) * dots;
  for (const { index, columns } of lines) {
    for (const { x0, y0, x1, y1 } of columns.strokes)
      canvas.draw(index, { x0, y0: dotOf(y0), x1, y1: dotOf(y1) });
    for (const { column, value } of columns.retained)
      canvas.markAt(index, Math.floor(column / dotsAcross), Math.round(dotOf(value)), 'R');
  }
  return canvas;
};

type PlotProps = { readonly lines: readonly PlotLine[]; readonly frame: PlotFrame };

/** A plot: the lines, the value axis on the left, the time axis below. */
export const Plot = ({ lines, frame }: PlotProps): ReactNode => {
  const rows = frame.height - (frame.hasTimes ? 1 : 0);
  // The labels of huge numbers may leave no room in a narrow pane.
  const width = Math.max(1, frame.width - frame.labels - 1);
  const scale = plotScale(lines, rows);
  const { labels } = valueAxis(scale, rows);
  const canvas = drawLines(lines, scale, width, rows);
  if (frame.isNumbered) numberLines(canvas, lines, width);
  const times = `${' '.repeat(frame.labels)}└${chartTimeAxis(frame.from, frame.to, width)}`;
  return (
    <>
      {Array.from({ length: rows }, (_, y) => {
        const label = labels.get(y);
        const axis = fit(label ?? '', frame.labels, 'end') + (label === undefined ? '│' : '┤');
        return (
          <Row
            key={y}
            width={frame.width}
            start={[{ text: axis, look: 'dim' }, ...canvas.spans(y)]}
          />
        );
      })}
      {frame.hasTimes ? <Row width={frame.width} start={[{ text: times, look: 'dim' }]} /> : null}
    </>
  );
};
