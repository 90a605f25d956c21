import type { Room } from '../../model/room.ts';
import type { RoomLine, SaidLine } from '../../model/room-line.ts';
import { preview } from '../../payload/preview.ts';
import { truncate, widthOf } from '../draw/cells.ts';
import { size } from '../../format/size.ts';
import { dayInWords, isSameDay } from '../../format/time.ts';
import { Layouts } from '../draw/layouts.ts';
import { shownNick, shownSenderMark } from '../people/shown-nick.ts';
import { nickLook } from '../theme/nick-look.ts';
import type { Look } from '../theme/theme.ts';
import { timeInText } from '../time/time-format.ts';
import type { Span } from '../widgets/span.ts';
import { type Columns, columnsOf, type ConversationLook, layOut } from './conversation-columns.ts';
import type { LogRow } from './log-row.ts';
import type { LogSource } from './log-window.ts';

const longestNick = 16;

/** `≈` and four characters of the client identifier. */
const senderMarkWidth = 5;

const deliveryMark = (line: SaidLine): Span | undefined => {
  switch (line.delivery?.state) {
    case undefined:
      return undefined;
    case 'waiting':
      return { text: '⧖', look: 'attention' };
    case 'sending':
    case 'sent':
      return { text: '↑', look: 'dim' };
    case 'acknowledged':
      return { text: '✓', look: 'good' };
    case 'unheard':
      return { text: '?', look: 'attention' };
    case 'failed':
      return { text: '✗', look: 'bad' };
  }
};

const saidRows = (
  line: SaidLine,
  nick: string | undefined,
  columns: Columns,
): readonly LogRow[] => {
  const user = shownNick(line.user, 200);
  const mark = line.senderMark === undefined ? '' : shownSenderMark(line.senderMark);
  const isOurs = line.user === nick && line.senderMark === undefined;
  const look: Look = isOurs ? 'strong' : nickLook(line.user);
  const isMention = line.isMention === true;
  const said = line.isAction ? `${user}${mark} ${line.say}` : line.say;
  const label = line.isAction ? '*' : truncate(user, columns.label - widthOf(mark)) + mark;
  return layOut(
    {
      at: line.at,
      label: { text: label, look },
      isMention,
      lead:
        line.saidAt === undefined
          ? undefined
          : { text: `[said ${timeInText(columns.format, line.saidAt, line.at)}] `, look: 'dim' },
      texts: [
        said,
        ...(line.delivery?.state === 'failed' ? [`not sent: ${line.delivery.reason}`] : []),
      ],
      look: isMention ? 'mention' : line.isAction ? look : 'plain',
      mark: deliveryMark(line),
    },
    columns,
  );
};

const plainRows = (line: Exclude<RoomLine, SaidLine>, columns: Columns): readonly LogRow[] => {
  const isRaw = line.kind === 'raw';
  const isMention = line.kind === 'event' && 'isMention' in line;
  const look = isRaw ? 'attention' : 'dim';
  const text = isRaw
    ? `raw, ${size(line.size)}: ${preview(line.payload, columns.text * 2)}`
    : line.text;
  return layOut(
    {
      at: line.at,
      label: { text: isRaw ? '?' : '·', look },
      isMention,
      texts: [text],
      look: isMention ? 'mention' : look,
    },
    columns,
  );
};

const longestNames = new WeakMap<Room, number>();

/** The widest nick seen in a room, in cells. Never shrinks: columns must not jump when somebody leaves. */
const longestName = (room: Room): number => {
  const known = longestNames.get(room) ?? 4;
  if (known === longestNick) return known;
  const mark = room.hasSenderMarks ? senderMarkWidth : 0;
  const widths = [
    ...room.people.list().map(({ user }) => widthOf(shownNick(user, 200)) + mark),
    ...Array.from(room.pastNames, (user) => widthOf(shownNick(user, 200)) + mark),
  ];
  const longest = Math.min(longestNick, Math.max(known, ...widths));
  longestNames.set(room, longest);
  return longest;
};

const laidOut = new Layouts<RoomLine, { key: string; rows: readonly LogRow[] }>();

/** Lays a line out once per look, for all draws: a sentence may have 64 KiB. */
const rowsOnce = (
  line: RoomLine,
  nick: string | undefined,
  columns: Columns,
): readonly LogRow[] => {
  const delivery = line.kind === 'said' ? (line.delivery?.state ?? '') : '';
  // The text of an event may still change: it counts repetitions.
  const text = line.kind === 'event' ? line.text : '';
  const key = `${columns.format.name} ${columns.text} ${columns.flat ?? ''} ${columns.label} ${delivery} ${nick ?? ''} ${text}`;
  const known = laidOut.get(line);
  if (known?.key === key) return known.rows;
  const rows = line.kind === 'said' ? saidRows(line, nick, columns) : plainRows(line, columns);
  laidOut.set(line, { key, rows });
  return rows;
};

const separator = (text: string, look: Look, { flat: width }: Columns): LogRow =>
  width === undefined
    ? { kind: 'separator', text, look }
    : { kind: 'flat', text: [{ text: `── ${text}`, look }] };

/** A conversation, or a stretch of its past, as rows, with separators where a day or the unread part begins. */
export const roomLog = (
  room: Room,
  look: ConversationLook,
  past?: Room['lines'],
): LogSource<LogRow> => {
  const { nick, width } = look;
  const columns = columnsOf(look, Math.min(Math.floor(width / 4), longestName(room)));
  const lines = past ?? room.lines;
  const rowsOf = (position: number): readonly LogRow[] => {
    const line = lines.at(position);
    if (line === undefined) return [];
    const rows = rowsOnce(line, nick, columns);
    const earlier = lines.at(position - 1);
    const isNewDay = earlier === undefined || !isSameDay(earlier.at, line.at);
    const isFirstUnread = past === undefined && position === room.reading.firstUnread;
    if (!isNewDay && !isFirstUnread) return rows;
    return [
      ...(isNewDay ? [separator(dayInWords(line.at), 'dim', columns)] : []),
      ...(isFirstUnread ? [separator('new', 'attention', columns)] : []),
      ...rows,
    ];
  };
  return { first: lines.first, end: lines.end, rowsOf };
};
