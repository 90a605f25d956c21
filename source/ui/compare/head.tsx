import type { ReactNode } from 'react';
import type { StoredMessage } from '../../model/stored-message.ts';
import { printable } from '../../payload/printable.ts';
import { fit } from '../draw/cells.ts';
import { duration } from '../../format/duration.ts';
import { size } from '../../format/size.ts';
import { isoDay, isSameDay } from '../../format/time.ts';
import type { Look } from '../theme/theme.ts';
import type { TimeFormat } from '../time/time-format.ts';
import { useUi } from '../use-ui.ts';
import { Row } from '../widgets/row.tsx';
import { sideWidth } from './comparison.ts';
import { areSideBySide, type CompareSheet } from './state.ts';

type Compared = Pick<CompareSheet, 'left' | 'right'>;

/** How much later the right message arrived. */
const gapText = ({ left, right }: Compared): string => {
  const gap = right.receivedAt - left.receivedAt;
  return gap === 0
    ? 'at the same time'
    : `${duration(Math.abs(gap))} ${gap > 0 ? 'later' : 'earlier'}`;
};

/** What distinguishes a message: day and topic only if they differ. */
const messageText = (
  compared: Compared,
  name: 'left' | 'right',
  { milliseconds, hasDay }: TimeFormat,
): string => {
  const { left, right } = compared;
  const { receivedAt, topic, qos, retain, size: bytes }: StoredMessage = compared[name];
  const isOtherDay = !hasDay && !isSameDay(left.receivedAt, right.receivedAt);
  return [
    `${isOtherDay ? `${isoDay(receivedAt)} ` : ''}${milliseconds.text(receivedAt).trim()}`,
    ...(left.topic === right.topic ? [] : [printable(topic, 200)]),
    `QoS ${qos}${retain ? ' retained' : ''}`,
    size(bytes),
    ...(name === 'right' ? [gapText(compared)] : []),
  ].join('  ');
};

type HeadProps = { readonly sheet: CompareSheet; readonly width: number };

/** The heading of each message above their comparison: side by side, or one below the other. */
export const CompareHead = ({ sheet, width }: HeadProps): ReactNode => {
  const { timeFormat } = useUi('timeFormat');
  const text = (name: 'left' | 'right'): string =>
    `${sheet.side === name ? '▸ ' : '  '}${messageText(sheet, name, timeFormat)}`;
  const look = (name: 'left' | 'right'): Look => (sheet.side === name ? 'title' : 'dim');
  if (!areSideBySide(width))
    return (
      <>
        <Row width={width} start={[{ text: text('left'), look: look('left') }]} />
        <Row width={width} start={[{ text: text('right'), look: look('right') }]} />
      </>
    );
  return (
    <Row
      width={width}
      start={[
        { text: fit(text('left'), sideWidth(width) + 2), look: look('left') },
        { text: ' │ ', look: 'dim' },
        { text: text('right'), look: look('right') },
      ]}
    />
  );
};
