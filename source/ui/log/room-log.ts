import type { Room } from '../../model/room.ts';
import type { RoomLine, SaidLine } from '../../model/room-line.ts';
import { preview } from '../../payload/preview.ts';
import { printable } from '../../payload/printable.ts';
import { fit, truncate, widthOf, wrapBehind } from '../draw/cells.ts';
import { size } from '../../format/size.ts';
import { dayInWords, isSameDay } from '../../format/time.ts';
import { Layouts } from '../draw/layouts.ts';
import { shownNick, shownSenderMark } from '../people/shown-nick.ts';
import { nickLook } from '../theme/nick-look.ts';
import type { Look } from '../theme/theme.ts';
import { timeCell, type TimeFormat, timeInText } from '../time/time-format.ts';
import { linkRows } from '../widgets/link-spans.ts';
import { type Span, widthOfSpans } from '../widgets/span.ts';
import type { LogRow } from './log-row.ts';
import type { LogSource } from './log-window.ts';

const longestNick = 16;

/** Between the nick and the text: blanks, or the mark of a mention. */
const gapWidth = 2;

/** `≈` and four characters of the client identifier. */
const senderMarkWidth = 5;

/** Room on the right for the delivery mark of a line we sent. */
const markWidth = 2;

/** How many characters of a sentence to show; longer ones end in `…`. */
const sayShown = 70_000;

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

/** The fewest cells of a text beside what comes before it; with fewer it begins in the next row. */
const leastBeside = 8;

/** Wraps a text behind some spans. */
const wrapText = (
  text: string,
  look: Look,
  width: number,
  before: readonly Span[] = [],
): (readonly Span[])[] =>
  text.split(/\r\n|[\n\r]/).flatMap((line, index) => {
    const span = { text: printable(line, sayShown), look };
    const prefix = index === 0 ? widthOfSpans(before) : 0;
    const isBeside = prefix <= width - leastBeside;
    const rows = linkRows(span, wrapBehind(isBeside ? prefix : 0, span.text, width));
    if (prefix === 0) return rows;
    const [first = [], ...others] = rows;
    return isBeside ? [[...before, ...first], ...others] : [before, ...rows];
  });

type Parts = {
  readonly at: number;
  readonly label: Span;
  readonly isMention: boolean;
  /** Before the sentence, in a look that no typed text has. */
  readonly lead?: Span | undefined;
  /** The sentence, and why it was not sent. */
  readonly texts: readonly string[];
  readonly look: Look;
  readonly mark?: Span | undefined;
};

/** How a conversation looks. */
type ConversationLook = {
  readonly width: number;
  readonly nick: string | undefined;
  /** Without columns, so that the mouse can select the text. */
  readonly isFlat: boolean;
  readonly timeFormat: TimeFormat;
};

/** The columns of a conversation. */
type Columns = {
  readonly format: TimeFormat;
  /** Cells of the time. */
  readonly time: number;
  readonly label: number;
  readonly text: number;
  /** The width of the log when nothing is indented: the text then continues at its edge. */
  readonly flat: number | undefined;
};

const columnsOf = (
  { width, timeFormat: format, isFlat }: ConversationLook,
  label: number,
): Columns => {
  const time = Math.min(format.short.width, Math.max(5, Math.floor(width / 3)));
  return {
    format,
    time,
    label,
    text: Math.max(8, width - time - 1 - label - gapWidth - markWidth),
    flat: isFlat ? Math.max(8, width) : undefined,
  };
};

const inColumns = (parts: Parts, columns: Columns): readonly LogRow[] => {
  const { at, label, isMention, lead, texts, look, mark } = parts;
  const rows = texts.flatMap((text, index) =>
    wrapText(text, look, columns.text, index === 0 && lead !== undefined ? [lead] : []),
  );
  return rows.map((text, index) =>
    index === 0
      ? {
          kind: 'chat',
          time: timeCell(columns.format.short, at, columns.time),
          label: { ...label, text: fit(label.text, columns.label, 'end') },
          isMention,
          text,
          mark,
        }
      : { kind: 'chat-text', indent: columns.time + 1 + columns.label + gapWidth, text },
  );
};

/** Rows without columns: the first starts with time, mark and nick, the others with text. */
const flat = (
  { at, label, isMention, lead, texts, look, mark }: Parts,
  { short }: TimeFormat,
  width: number,
): LogRow[] => {
  const before: readonly Span[] = [
    { text: `${timeCell(short, at)} `, look: 'dim' },
    ...(mark === undefined ? [] : [{ ...mark, text: `${mark.text} ` }]),
    label,
    isMention ? { text: '» ', look: 'mentionMark' } : { text: '  ' },
    ...(lead === undefined ? [] : [lead]),
  ];
  return texts
    .flatMap((text, index) => wrapText(text, look, width, index === 0 ? before : []))
    .map((text) => ({ kind: 'flat', text }));
};

const layOut = (parts: Parts, columns: Columns): readonly LogRow[] =>
  columns.flat === undefined
    ? inColumns(parts, columns)
    : flat(parts, columns.format, columns.flat);

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
    const isFirstUnread = past === undefined && position === room.firstUnread;
    if (!isNewDay && !isFirstUnread) return rows;
    return [
      ...(isNewDay ? [separator(dayInWords(line.at), 'dim', columns)] : []),
      ...(isFirstUnread ? [separator('new', 'attention', columns)] : []),
      ...rows,
    ];
  };
  return { first: lines.first, end: lines.end, rowsOf };
};
