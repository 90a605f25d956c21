import type { Room, RoomLine, SaidLine } from '../../model/room.ts';
import { preview } from '../../payload/preview.ts';
import { printable } from '../../payload/printable.ts';
import { fit, truncate, widthOf, wrapCells } from '../draw/cells.ts';
import { dayInWords, size, timeOfDay } from '../draw/figures.ts';
import type { LogSource } from './log-window.ts';
import { nickStyle, palette, type Style } from '../draw/palette.ts';
import { doubtMark } from '../draw/doubt-mark.ts';
import { row, rowWithEnd, type Span } from '../draw/row.ts';
import { shownNick } from '../input/shown-nick.ts';

const longestNick = 16;
const timeWidth = 6;

/** `≈` and four characters of the client identifier. */
const doubtWidth = 5;

/** Room at the right for the mark that tells how far a sentence of ours has come. */
const markWidth = 2;

/** Characters shown of one sentence; longer ones end in `…`. */
const sayShown = 70_000;

type Look = { readonly width: number; readonly nick: string | undefined };

const deliveryMark = (line: SaidLine): Span => {
  switch (line.delivery?.state) {
    case undefined:
      return { text: '  ' };
    case 'waiting':
      return { text: ' ⧖', style: palette.attention };
    case 'sending':
      return { text: ' ↑', style: palette.dim };
    case 'acknowledged':
      return { text: ' ✓', style: palette.good };
    case 'failed':
      return { text: ' ✗', style: palette.bad };
  }
};

const wrapLines = (text: string, width: number): string[] =>
  text.split(/\r\n|[\n\r]/).flatMap((line) => wrapCells(printable(line, sayShown), width));

/** Stands before a sentence that mentions the person: more than a colour. */
const mentionMark = '» ';

type Parts = {
  readonly at: number;
  readonly label: Span;
  readonly gap?: Span;
  readonly text: readonly string[];
  readonly style: Style;
  readonly mark: Span;
  readonly labelWidth: number;
};

const layOut = (parts: Parts, width: number): string[] =>
  parts.text.map((text, index) =>
    rowWithEnd(
      index === 0
        ? [
            { text: `${timeOfDay(parts.at)} `, style: palette.dim },
            parts.label,
            parts.gap ?? { text: '  ' },
            { text, style: parts.style },
          ]
        : [{ text: ' '.repeat(timeWidth + parts.labelWidth + 2) }, { text, style: parts.style }],
      index === 0 ? [parts.mark] : [],
      width,
    ),
  );

const saidRows = (line: SaidLine, look: Look, nickWidth: number): string[] => {
  const user = shownNick(line.user, 200);
  const doubt = line.doubt === undefined ? '' : `${doubtMark}${printable(line.doubt, 8)}`;
  const isOurs = line.user === look.nick && line.doubt === undefined;
  const style: Style = isOurs ? palette.strong : nickStyle(line.user);
  const textWidth = Math.max(8, look.width - timeWidth - nickWidth - 2 - markWidth);
  const said = line.isAction ? `${user}${doubt} ${line.say}` : line.say;
  const label = line.isAction
    ? fit('*', nickWidth, 'end')
    : fit(truncate(user, nickWidth - widthOf(doubt)) + doubt, nickWidth, 'end');
  const reason =
    line.delivery?.state === 'failed'
      ? wrapLines(`not sent: ${line.delivery.reason}`, textWidth)
      : [];
  return layOut(
    {
      at: line.at,
      label: { text: label, style },
      ...(line.isMention === true ? { gap: { text: mentionMark, style: palette.mention } } : {}),
      text: [...wrapLines(said, textWidth), ...reason],
      style: line.isMention === true ? palette.mention : line.isAction ? style : palette.plain,
      mark: deliveryMark(line),
      labelWidth: nickWidth,
    },
    look.width,
  );
};

const plainRows = (line: Exclude<RoomLine, SaidLine>, look: Look, nickWidth: number): string[] => {
  const textWidth = Math.max(8, look.width - timeWidth - nickWidth - 2 - markWidth);
  const isRaw = line.kind === 'raw';
  const isMention = line.kind === 'event' && 'isMention' in line;
  const text = isRaw
    ? `raw, ${size(line.size)}: ${preview(line.payload, textWidth * 2)}`
    : line.text;
  return layOut(
    {
      at: line.at,
      label: {
        text: fit(isRaw ? '?' : '·', nickWidth, 'end'),
        style: isRaw ? palette.attention : palette.dim,
      },
      ...(isMention ? { gap: { text: mentionMark, style: palette.mention } } : {}),
      text: wrapLines(text, textWidth),
      style: isMention ? palette.mention : isRaw ? palette.attention : palette.dim,
      mark: { text: '  ' },
      labelWidth: nickWidth,
    },
    look.width,
  );
};

const separator = (text: string, width: number, style: Style): string => {
  const label = `── ${text} `;
  return row([{ text: label + '─'.repeat(Math.max(0, width - widthOf(label))), style }], width);
};

const longestNames = new WeakMap<Room, number>();

/** Cells of the longest name seen in a room. It never shrinks: columns must not jump when somebody leaves. */
const longestName = (room: Room): number => {
  const users = [...room.people.list().map(({ user }) => user), ...room.pastNames];
  const names = users.map((user) => widthOf(shownNick(user, 200)));
  const mark = room.hasDoubt ? doubtWidth : 0;
  const longest = Math.min(
    longestNick,
    Math.max(4, longestNames.get(room) ?? 0, ...names.map((width) => width + mark)),
  );
  longestNames.set(room, longest);
  return longest;
};

const drawn = new WeakMap<RoomLine, { key: string; rows: readonly string[] }>();

/** Laid out once per line and look, however often it is drawn: a sentence may have 64 KiB. */
const rowsOnce = (line: RoomLine, look: Look, nickWidth: number): readonly string[] => {
  const delivery = line.kind === 'said' ? (line.delivery?.state ?? '') : '';
  // An event may count on.
  const text = line.kind === 'event' ? line.text : '';
  const key = `${look.width} ${nickWidth} ${delivery} ${look.nick ?? ''} ${text}`;
  const known = drawn.get(line);
  if (known?.key === key) return known.rows;
  const rows =
    line.kind === 'said' ? saidRows(line, look, nickWidth) : plainRows(line, look, nickWidth);
  drawn.set(line, { key, rows });
  return rows;
};

/** A conversation, or a part of its past, as rows, with a line where a day begins and one where the unread part does. */
export const roomLog = (room: Room, look: Look, past?: Room['lines']): LogSource => {
  const nickWidth = Math.min(Math.floor(look.width / 4), longestName(room));
  const lines = past ?? room.lines;
  const rowsOf = (position: number): string[] => {
    const line = lines.at(position);
    if (line === undefined) return [];
    const earlier = lines.at(position - 1);
    const day = dayInWords(line.at);
    return [
      ...(earlier === undefined || dayInWords(earlier.at) !== day
        ? [separator(day, look.width, palette.dim)]
        : []),
      ...(past === undefined && position === room.firstUnread
        ? [separator('new', look.width, palette.attention)]
        : []),
      ...rowsOnce(line, look, nickWidth),
    ];
  };
  return { first: lines.first, end: lines.end, rowsOf };
};
