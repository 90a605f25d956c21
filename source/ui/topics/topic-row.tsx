import { memo, type ReactNode } from 'react';
import type { Look } from '../theme/theme.ts';
import { linkSpan } from '../widgets/link-spans.ts';
import { Row } from '../widgets/row.tsx';
import { type Span, widthOfSpans } from '../widgets/span.ts';
import type { ShownTopic } from './shown-topic.ts';
import { changeMarks } from './topic-marks.ts';
import { nameCells, nameSpans, shortName } from './topic-name.ts';
import { gap, type TreeColumns } from './tree-columns.ts';
import { shortSparkline } from './tree-sparkline.ts';

/** The cells of a value that is shown whole beside a long name or figures, and those that a longer one has at least. */
const shortValue = 10;
const startOfValue = 6;

/** The mark of the selected row, or a blank of the same width. */
export const selectionMark = (selection: Look | undefined): Span => ({
  text: selection === undefined ? ' ' : '▌',
});

type Placed = ShownTopic & TreeColumns;

/** Flags, figure and rate, each at the right end of its column; `last` stands in the column of rates. */
const figureSpans = (topic: Placed, last: string): readonly Span[] => {
  const { flags, figure, flagColumn, figureColumn, rateColumn } = topic;
  const texts = [
    flags.padStart(flagColumn),
    figureColumn === 0 ? '' : figure.padStart(figureColumn),
    rateColumn === 0 ? '' : ` ${last.padStart(rateColumn)}`,
  ];
  return [{ text: ` ${texts.join('')}`, look: 'dim' }, changeMarks[topic.change]];
};

/** How long a topic has been stale, in place of the figures; in a narrow pane, of the flags too, or a mark. */
const staleSpans = (topic: Placed, width: number): readonly Span[] => {
  const { flags, stale, flagColumn, figureColumn, rateColumn } = topic;
  if (width - stale.length - gap < shortName)
    return [
      { text: ` ${flags}`, look: 'dim' },
      { text: 'z', look: 'attention' },
    ];
  if (rateColumn === 0) return [{ text: ` ${stale} `, look: 'attention' }];
  const text = stale.padStart(figureColumn + rateColumn + 1);
  return [
    { text: ` ${flags.padStart(flagColumn)}`, look: 'dim' },
    { text: `${text}  `, look: 'attention' },
  ];
};

type Ends = {
  readonly start: readonly Span[];
  readonly end: readonly Span[];
  /** Whether the end has the figures, and a rate that a sparkline may replace. */
  readonly hasRate: boolean;
};

/** The right end of a row of `width` cells, of which the start has `wanted`. */
const endOf = (topic: Placed, width: number, wanted: number): Omit<Ends, 'start'> => {
  if (topic.stale !== '') return { end: staleSpans(topic, width), hasRate: false };
  const end = figureSpans(topic, topic.perSecond);
  const { sortedBy, value, figureColumn, rateColumn } = topic;
  if (sortedBy !== undefined) return { end, hasRate: sortedBy !== 'rate' && rateColumn > 0 };
  // Where there is room for one column only, a topic's value is worth more.
  const isNarrow = figureColumn === 0 || rateColumn === 0;
  if (!(isNarrow && value !== undefined) && wanted + widthOfSpans(end) <= width)
    return { end, hasRate: rateColumn > 0 };
  const flags: Span = { text: ` ${topic.flags.trimEnd()}`, look: 'dim' };
  return { end: [flags, changeMarks[topic.change]], hasRate: false };
};

/** Name and value on the left, in the room that the right end leaves. */
const rowEnds = (topic: Placed, width: number): Ends => {
  const { value, stale, nameColumn } = topic;
  const shown =
    value === undefined ? [] : linkSpan({ text: value, look: stale === '' ? 'value' : 'dim' });
  const whole = widthOfSpans(shown);
  const kept = whole <= shortValue ? whole : startOfValue;
  // The first cells of a long object or array say nothing: the name and the figures are worth more.
  const isStructure = whole > shortValue && /^[[{]/.test(value ?? '');
  const valueCells = kept === 0 ? 0 : gap + kept;
  const right = endOf(topic, width, nameCells(topic, width) + (isStructure ? 0 : valueCells));
  const room = width - widthOfSpans(right.end);
  const name = nameSpans(topic, width, isStructure ? room : room - valueCells);
  const used = widthOfSpans(name);
  // Less than a character and `…` is no value.
  const least = isStructure ? kept : Math.min(kept, 2);
  if (kept === 0 || room - used < gap + least) return { start: name, ...right };
  const blanks = Math.max(gap, Math.min(nameColumn - used, room - used - kept));
  return { start: [...name, { text: ' '.repeat(blanks) }, ...shown], ...right };
};

/**
 * Puts the sparkline of a topic's numbers before the figures, or in place of the rate. The name and the value
 * never give way to it.
 */
const withSparkline = (ends: Ends, topic: Placed, width: number): Ends => {
  const { sparkline, sparklineColumn, stale } = topic;
  if (sparkline === '' || stale !== '') return ends;
  const short = sparkline.slice(-shortSparkline);
  const free = width - widthOfSpans([...ends.start, ...ends.end]) - gap;
  const room = Math.min(free, sparklineColumn);
  const text = [sparkline, short].find(({ length }) => length <= room);
  if (text !== undefined)
    return { ...ends, end: [{ text: `  ${text}`, look: 'value' }, ...ends.end] };
  return ends.hasRate ? { ...ends, end: figureSpans(topic, short) } : ends;
};

type TopicRowProps = Placed & {
  readonly width: number;
  /** The look of the selected row; otherwise `undefined`. */
  readonly selection: Look | undefined;
  /** Whether it is a branch that stays while the rows below it scroll past. */
  readonly isAbove: boolean;
};

/** A topic or branch: marks, name and value, and its figures on the right. */
export const TopicRow = memo(
  ({ width, selection, isAbove, ...topic }: TopicRowProps): ReactNode => {
    const room = width - 1;
    const { start, end } = withSparkline(rowEnds(topic, room), topic, room);
    return (
      <Row
        width={width}
        start={[selectionMark(selection), ...start]}
        end={end}
        look={selection ?? (isAbove ? 'dim' : undefined)}
      />
    );
  },
);
