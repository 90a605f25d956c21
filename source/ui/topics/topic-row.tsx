import { memo, type ReactNode } from 'react';
import type { Look } from '../theme/theme.ts';
import { linkSpan } from '../widgets/link-spans.ts';
import { Row } from '../widgets/row.tsx';
import { type Span, widthOfSpans } from '../widgets/span.ts';
import type { ShownTopic } from './shown-topic.ts';
import { changeMarks, leadingMarks } from './topic-marks.ts';
import { shortSparkline } from './tree-sparkline.ts';

/** The most that deeper levels are indented, as a share of the pane: their names must be visible. */
const indentShare = 0.25;

/** Cells reserved for a value, including the blanks before it, next to the figures. */
const shortValue = 10;

/** The mark of the selected row, or a blank of the same width. */
export const selectionMark = (selection: Look | undefined): Span => ({
  text: selection === undefined ? ' ' : '▌',
});

/** The name of a level; an empty level must be visible too. */
const nameSpan = ({ name, hasMessages }: ShownTopic): Span => {
  if (name === '') return { text: '(empty)', look: 'dim' };
  return hasMessages ? { text: name, look: 'topic' } : { text: name };
};

type Ends = { readonly start: readonly Span[]; readonly end: readonly Span[] };

/** Name and value on the left, the figures that fit on the right. */
const withFigures = (topic: ShownTopic, width: number): Ends => {
  const { depth, value, flags, figure, perSecond } = topic;
  const name: readonly Span[] = [
    { text: '  '.repeat(Math.min(Math.floor((width * indentShare) / 2), depth)) },
    leadingMarks[topic.mark],
    nameSpan(topic),
  ];
  const shown: readonly Span[] =
    value === undefined ? [] : [{ text: '  ' }, ...linkSpan({ text: value, look: 'value' })];
  const change = changeMarks[topic.change];
  const figures = flags + figure;
  // The name is worth more than the figures, and so is a short value unless the figures sort the tree.
  const kept = topic.sortsByRate ? 0 : Math.min(shortValue, widthOfSpans(shown));
  const room = width - 1 - widthOfSpans([...name, change]) - kept;
  const text = [perSecond === '' ? figures : `${figures} · ${perSecond}`, figures].find(
    ({ length }) => length < room,
  );
  return {
    start: [...name, ...shown],
    end: [{ text: ` ${text ?? flags.trimEnd()}`, look: 'dim' }, change],
  };
};

/**
 * Puts the sparkline of a topic's numbers on the right: before the figures, or instead of them if both do
 * not fit. The name and the value never give way to it.
 */
const withSparkline = ({ start, end }: Ends, topic: ShownTopic, width: number): Ends => {
  const { sparkline, flags, change } = topic;
  if (sparkline === '') return { start, end };
  const bare: readonly Span[] = [{ text: ` ${flags}`.trimEnd(), look: 'dim' }, changeMarks[change]];
  const room = width - 1 - widthOfSpans(start);
  for (const figures of [end, bare])
    for (const text of [sparkline, sparkline.slice(-shortSparkline)])
      if (text.length + 2 + widthOfSpans(figures) <= room)
        return { start, end: [{ text: `  ${text}`, look: 'value' }, ...figures] };
  return { start, end };
};

type TopicRowProps = ShownTopic & {
  readonly width: number;
  /** The look of the selected row; otherwise `undefined`. */
  readonly selection: Look | undefined;
};

/** A topic or branch: mark, name and value, and its figures on the right. */
export const TopicRow = memo(({ width, selection, ...topic }: TopicRowProps): ReactNode => {
  const { start, end } = withSparkline(withFigures(topic, width), topic, width);
  return (
    <Row width={width} start={[selectionMark(selection), ...start]} end={end} look={selection} />
  );
});
