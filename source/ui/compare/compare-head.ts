import type { KeptMessage } from '../../model/kept-message.ts';
import { printable } from '../../payload/printable.ts';
import { fit } from '../draw/cells.ts';
import { sideBySideFrom, sideWidth } from './compare-rows.ts';
import type { CompareSheet } from './compare-sheet.ts';
import { size } from '../draw/figures.ts';
import { day, intervalText } from '../log/message-table.ts';
import { millisecondTime } from '../draw/millisecond-time.ts';
import { palette, type Style } from '../draw/palette.ts';
import { row } from '../draw/row.ts';

type Compared = Pick<CompareSheet, 'left' | 'right'>;

/** What stands in the border: the topic, where both messages have the same. */
export const compareTitle = ({ left, right }: Compared): string =>
  left.topic === right.topic ? `Compare ${printable(left.topic, 200)}` : 'Compare';

/** How much later the right one came. */
const gapText = ({ left, right }: Compared): string => {
  if (left.sequence === right.sequence) return 'the same message';
  const gap = right.receivedAt - left.receivedAt;
  return gap === 0
    ? 'at the same time'
    : `${intervalText(Math.abs(gap))} ${gap > 0 ? 'later' : 'earlier'}`;
};

/** What tells a message from the other one: the day and the topic only where they differ. */
const messageText = (compared: Compared, name: 'left' | 'right'): string => {
  const { left, right } = compared;
  const { receivedAt, topic, qos, retain, size: bytes }: KeptMessage = compared[name];
  const isOtherDay = day(left.receivedAt) !== day(right.receivedAt);
  return [
    `${isOtherDay ? `${day(receivedAt)} ` : ''}${millisecondTime(receivedAt)}`,
    ...(left.topic === right.topic ? [] : [printable(topic, 200)]),
    `QoS ${qos}${retain ? ' retained' : ''}`,
    size(bytes),
    ...(name === 'right' ? [gapText(compared)] : []),
  ].join('  ');
};

/** The rows above a comparison, which tell of the two messages: one where they stand side by side, else two. */
export const headRows = (sheet: CompareSheet, width: number): string[] => {
  const text = (name: 'left' | 'right'): string =>
    `${sheet.side === name ? '▸ ' : '  '}${messageText(sheet, name)}`;
  const style = (name: 'left' | 'right'): Style =>
    sheet.side === name ? palette.title : palette.dim;
  if (width < sideBySideFrom)
    return [
      row([{ text: text('left'), style: style('left') }], width),
      row([{ text: text('right'), style: style('right') }], width),
    ];
  return [
    row(
      [
        { text: fit(text('left'), sideWidth(width) + 2), style: style('left') },
        { text: ' │ ', style: palette.dim },
        { text: text('right'), style: style('right') },
      ],
      width,
    ),
  ];
};
