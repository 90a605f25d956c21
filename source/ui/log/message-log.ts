import type { BranchLog } from '../../model/branch-log.ts';
import type { StoredMessage } from '../../model/stored-message.ts';
import { printable } from '../../payload/printable.ts';
import type { PayloadLine } from '../details/payload-line.ts';
import { timeCell, type TimeFormat } from '../time/time-format.ts';
import type { LogRow, MessageRow } from './log-row.ts';
import type { LogSource } from './log-window.ts';

/** A topic relative to the branch named in the log's title; `.` is the branch itself. */
const topicBelow = ({ branch: shown, isBranch, isWhole }: BranchLog, topic: string): string => {
  if (isWhole) return topic;
  if (topic === shown) return isBranch ? '.' : '';
  return topic.startsWith(`${shown}/`) ? topic.slice(shown.length + 1) : topic;
};

/** How a log of messages looks. */
export type MessageLook = {
  readonly width: number;
  /** The sequence number of the message marked for comparison. */
  readonly marked: number | undefined;
  readonly payloadLine: PayloadLine;
  readonly timeFormat: TimeFormat;
};

/** The topic of a message and about `limit` characters of its payload, for a row of any kind. */
export const topicAndPayload = (
  log: BranchLog,
  message: StoredMessage,
  { width, payloadLine }: MessageLook,
  limit = width,
): Pick<MessageRow, 'topic' | 'payload' | 'isEmpty'> => ({
  topic: printable(topicBelow(log, message.topic), width * 4),
  payload: payloadLine(message, limit),
  isEmpty: message.size === 0,
});

/** The columns before topic and payload. */
export const timeAndMarks = (
  message: StoredMessage,
  { marked, timeFormat, width }: MessageLook,
): Pick<MessageRow, 'time' | 'marks'> => ({
  time: timeCell(timeFormat.exact, message.receivedAt, Math.max(8, Math.floor(width / 3))),
  marks: `${message.retain ? ' R' : '  '}${message.sequence === marked ? '●' : ' '}`,
});

/** The messages of a topic or branch, one row each: time, retained and comparison marks, topic, payload. */
export const messageLog = (log: BranchLog, look: MessageLook): LogSource<LogRow> => ({
  first: log.first,
  end: log.end,
  rowsOf: (position) => {
    const message = log.at(position);
    if (message === undefined) return [];
    return [
      { kind: 'message', ...timeAndMarks(message, look), ...topicAndPayload(log, message, look) },
    ];
  },
});
