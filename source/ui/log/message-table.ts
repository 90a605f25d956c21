import type { BranchLog } from '../../model/branch-log.ts';
import { topicRow, type TimedMessage } from '../../model/topic-rows.ts';
import { fit } from '../draw/cells.ts';
import { duration } from '../../format/duration.ts';
import { size } from '../../format/size.ts';
import { isoDay } from '../../format/time.ts';
import type { TimeFormat } from '../time/time-format.ts';
import type { LogRow } from './log-row.ts';
import type { LogSource } from './log-window.ts';
import { type MessageLook, topicAndPayload } from './message-log.ts';

type Column = {
  readonly title: string;
  readonly width: number;
  readonly isRight?: boolean;
  readonly text: (row: TimedMessage, marked: number | undefined) => string;
};

/** From this width on there is room for milliseconds, and from the next one for the day. */
const exactFrom = 64;
const dayFrom = 100;

const dayWidth = 11;

const timeColumn = (format: TimeFormat, width: number): Column => {
  const { hasDay, milliseconds, exact } = format;
  const showsDay = width >= dayFrom && !hasDay;
  const isExact = width >= exactFrom && milliseconds.width <= width / 4;
  const { text, width: cells } = isExact ? milliseconds : exact;
  return {
    title: 'time',
    width: showsDay ? dayWidth + cells : Math.min(cells, Math.max(8, Math.floor(width / 3))),
    text: ({ message: { receivedAt: at } }) => (showsDay ? `${isoDay(at)} ` : '') + text(at),
  };
};

const columnsFor = (format: TimeFormat, width: number): readonly Column[] => [
  timeColumn(format, width),
  {
    title: 'after',
    width: 7,
    isRight: true,
    text: ({ interval }) => (interval === undefined ? '' : duration(interval)),
  },
  { title: 'size', width: 8, isRight: true, text: ({ message }) => size(message.size) },
  {
    title: width >= exactFrom ? 'QoS' : 'Q',
    width: width >= exactFrom ? 3 : 1,
    text: ({ message }) => String(message.qos),
  },
  {
    title: width >= exactFrom ? 'retain' : 'R',
    width: width >= exactFrom ? 6 : 1,
    text: ({ message }) => (message.retain ? 'R' : ''),
  },
  {
    title: ' ',
    width: 1,
    text: ({ message }, marked) => (message.sequence === marked ? '●' : ' '),
  },
];

const cell = ({ width, isRight }: Column, text: string): string =>
  `${fit(text, width, isRight === true ? 'end' : 'start')} `;

/** The column names. */
export const tableHead = (format: TimeFormat, width: number, isBranch: boolean): string =>
  columnsFor(format, width)
    .map((column) => cell(column, column.title))
    .join('') + (isBranch ? 'topic, value' : 'value');

/** The messages of a topic or branch as a table, one row each. */
export const messageTable = (log: BranchLog, look: MessageLook): LogSource<LogRow> => {
  const columns = columnsFor(look.timeFormat, look.width);
  return {
    first: log.first,
    end: log.end,
    rowsOf: (position) => {
      const found = topicRow(log, position);
      if (found === undefined) return [];
      return [
        {
          kind: 'table',
          cells: columns.map((column) => cell(column, column.text(found, look.marked))).join(''),
          ...topicAndPayload(log, found.message, look),
        },
      ];
    },
  };
};
