import type { BranchLog } from '../../model/branch-log.ts';
import { printable } from '../../payload/printable.ts';
import { exactTime } from '../draw/figures.ts';
import type { LogSource } from './log-window.ts';
import { palette } from '../draw/palette.ts';
import type { PayloadLine } from '../draw/payload-line.ts';
import { row } from '../draw/row.ts';

/** A topic as seen from the branch that is shown, whose name stands above the log; `.` is the branch itself. */
export const topicBelow = ({ topic: shown, isBranch }: BranchLog, topic: string): string => {
  if (topic === shown) return isBranch ? '.' : '';
  return topic.startsWith(`${shown}/`) ? topic.slice(shown.length + 1) : topic;
};

/** How a log of messages looks. */
type LogLook = {
  readonly width: number;
  /** Sequence of the message that others are compared with. */
  readonly marked: number | undefined;
  readonly payloadLine: PayloadLine;
};

/** The messages of a topic or branch, one row each: time, retained or not, marked or not, topic, payload. */
export const messageLog = (log: BranchLog, { width, marked, payloadLine }: LogLook): LogSource => ({
  first: log.first,
  end: log.end,
  rowsOf: (position) => {
    const message = log.at(position);
    if (message === undefined) return [];
    const topic = printable(topicBelow(log, message.topic), width * 4);
    return [
      row(
        [
          { text: exactTime(message.receivedAt), style: palette.dim },
          {
            text: `${message.retain ? ' R' : '  '}${message.sequence === marked ? '●' : ' '}`,
            style: palette.attention,
          },
          { text: topic === '' ? '' : `${topic}  `, style: palette.topic },
          {
            text: payloadLine(message, width),
            style: message.size === 0 ? palette.dim : palette.plain,
          },
        ],
        width,
      ),
    ];
  },
});
