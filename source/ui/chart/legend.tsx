import type { ReactNode } from 'react';
import { plural } from '../../format/count.ts';
import { numberText } from '../../model/chart-scale.ts';
import { stateShares } from '../../model/state-shares.ts';
import { fit, widthOf } from '../draw/cells.ts';
import { endOfName } from '../widgets/name-end.ts';
import { Row } from '../widgets/row.tsx';
import { type Span, widthOfSpans } from '../widgets/span.ts';
import { type ChartToDraw, lastText, type PlotLine } from './plot-layout.ts';
import { lastLook, seriesLook } from './series-look.ts';

/** The least cells for a name next to its figures. */
const leastName = 20;

/** What a legend says of its line besides the last value, from the fullest to the briefest. */
const wordings: readonly ((min: string, max: string, mean: string) => string)[] = [
  (min, max, mean) => `  min ${min}  max ${max}  mean ${mean}`,
  (min, max, mean) => `  ${min} to ${max}, mean ${mean}`,
  (min, max) => `  ${min} to ${max}`,
];

const percent = (share: number): string => {
  const whole = Math.round(share * 100);
  if (whole === 0) return '<1%';
  return whole === 100 && share < 1 ? '>99%' : `${whole}%`;
};

/** What a legend says of states, from the fullest to the briefest: how long each lasted, and how often they changed. */
const stateWordings = (
  { series, window }: ChartToDraw,
  { index, words, columns }: PlotLine,
): readonly string[] => {
  const numbers = series[index]?.numbers;
  if (words === undefined || numbers === undefined || columns.count === 0) return [];
  const { shares, changes } = stateShares(numbers, window.from, window.to);
  const [first = '', ...others] = shares.map(
    ({ value, share }) => `  ${words.get(value) ?? numberText(value)} ${percent(share)}`,
  );
  const all = [first, ...others].join('');
  return [`${all}  ${plural(changes, 'change', 'changes')}`, all, first];
};

const withUnit = (text: string, unit: string | undefined): string =>
  text === '' || unit === undefined ? text : `${text} ${unit}`;

/** The figures of some lines: the last value and what else fits into `room` cells, below each other. */
export const figuresOf = (
  chart: ChartToDraw,
  lines: readonly PlotLine[],
  room: number,
): readonly (readonly Span[])[] => {
  const { series } = chart;
  const lasts = lines.map((line) => withUnit(lastText(line), series[line.index]?.unit));
  const counted = lines.map(({ columns, words }) =>
    columns.count === 0 || words !== undefined
      ? []
      : [columns.min, columns.max, columns.mean].map(numberText),
  );
  const widths = [0, 1, 2].map((at) =>
    Math.max(0, ...counted.map((texts) => widthOf(texts[at] ?? ''))),
  );
  const lastWidth = Math.max(0, ...lasts.map((text) => widthOf(text)));
  const word = (texts: readonly string[], say: (typeof wordings)[number]): string => {
    const [min = '', max = '', mean = ''] = texts.map((text, at) =>
      fit(text, widths[at] ?? 0, 'end'),
    );
    return say(min, max, mean);
  };
  const blank = ['', '', ''];
  const say = wordings.find((each) => lastWidth + widthOf(word(blank, each)) <= room) ?? (() => '');
  return lines.map((line, nth) => {
    const { index, columns, words } = line;
    const fits = (text: string): boolean => lastWidth + widthOf(text) <= room;
    const figures =
      words === undefined
        ? word(counted[nth] ?? [], say)
        : (stateWordings(chart, line).find(fits) ?? '');
    if (columns.count > 0)
      return [
        { text: fit(lasts[nth] ?? '', lastWidth, 'end'), look: lastLook(index) },
        { text: figures, look: 'dim' },
      ];
    const isEmpty = series[index]?.numbers.length === 0;
    return [{ text: isEmpty ? 'no number yet' : 'none in this period', look: 'dim' }];
  });
};

/** The cells of figures beside a name of its least width. */
export const roomForFigures = ({ series, width }: ChartToDraw, more: string): number =>
  series.length === 1 ? width : width - leastName - widthOf(more);

type LegendProps = {
  readonly chart: ChartToDraw;
  readonly line: PlotLine;
  readonly figures: readonly Span[];
  /** How many lines did not fit, shown after the last name. */
  readonly more: string;
};

/** The legend of a line: number, name and figures; a single line has its name in the border. */
export const Legend = ({ chart, line: { index }, figures, more }: LegendProps): ReactNode => {
  const { series, width, chosen } = chart;
  if (series.length === 1) return <Row width={width} start={figures} />;
  const mark = `${chosen === index ? '▸' : ' '}${index + 1} `;
  const room = width - widthOfSpans(figures) - widthOf(mark + more) - 1;
  return (
    <Row
      width={width}
      start={[
        { text: mark },
        { text: endOfName(series[index]?.name ?? '', room), look: seriesLook(index) },
        { text: more, look: 'dim' },
      ]}
      end={[{ text: ' ' }, ...figures]}
    />
  );
};
