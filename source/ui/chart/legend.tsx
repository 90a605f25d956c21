import type { ReactNode } from 'react';
import { numberText } from '../../model/chart-scale.ts';
import type { NumberSeries } from '../../model/number-series.ts';
import { widthOf } from '../draw/cells.ts';
import { endOfName } from '../widgets/name-end.ts';
import { Row } from '../widgets/row.tsx';
import type { ChartToDraw, PlotLine } from './plot-layout.ts';
import { seriesLook } from './series-look.ts';

/** The least cells for a name next to its figures. */
const leastName = 20;

const figuresOf = ({ columns }: PlotLine, numbers: NumberSeries, room: number): string => {
  if (numbers.length === 0) return 'no number yet';
  if (columns.count === 0) return 'none in this period';
  const [last, min, max, mean] = [columns.last, columns.min, columns.max, columns.mean].map(
    numberText,
  );
  const words = `last ${last}  min ${min}  max ${max}  mean ${mean}`;
  const short = `${last} (${min} to ${max}, mean ${mean})`;
  return [words, short].find(({ length }) => length <= room) ?? `${last} (${min} to ${max})`;
};

type LegendProps = {
  readonly chart: ChartToDraw;
  readonly line: PlotLine;
  /** How many lines did not fit, shown after the last name. */
  readonly more: string;
};

/** The legend of a line: number, name and figures; a single line has its name in the border. */
export const Legend = ({ chart, line, more }: LegendProps): ReactNode => {
  const { series, width, chosen } = chart;
  const { index } = line;
  const found = series[index];
  if (found === undefined) return null;
  const look = seriesLook(index);
  if (series.length === 1)
    return <Row width={width} start={[{ text: figuresOf(line, found.numbers, width), look }]} />;
  const figures = figuresOf(line, found.numbers, width - leastName - widthOf(more));
  const mark = `${chosen === index ? '▸' : ' '}${index + 1} `;
  const name = endOfName(found.name, width - widthOf(figures + mark + more) - 1);
  return (
    <Row
      width={width}
      start={[{ text: mark }, { text: name, look }, { text: more, look: 'dim' }]}
      end={[{ text: ` ${figures}` }]}
    />
  );
};
