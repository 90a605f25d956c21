import { basename } from 'node:path';
import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import { protocolNames } from '../../mqtt/connection-options.ts';
import { addressInWords } from '../../mqtt/server-address.ts';
import { printable } from '../../payload/printable.ts';
import type { Recording } from '../../session/recording/recording.ts';
import type { MqttSession } from '../../session/session.ts';
import { truncate, widthOf, wrapCells } from '../draw/cells.ts';
import { count, plural } from '../draw/figures.ts';
import type { Moment } from '../../session/moment.ts';
import { isFresh } from '../../session/notice.ts';
import { palette } from '../draw/palette.ts';
import { rowWithEnd, row, type Span } from '../draw/row.ts';

/** Below this many columns the keys are worth more than the MQTT version and the traffic. */
const narrow = 80;

const stateSpans = (
  status: ConnectionStatus,
  where: string,
  steady: number,
  isNarrow: boolean,
): Span[] => {
  switch (status.state) {
    case 'connected':
      return [
        { text: ' ● ', style: palette.good },
        { text: where },
        ...(isNarrow ? [] : [{ text: ` · ${protocolNames[status.protocolVersion]}` }]),
      ];
    case 'connecting':
      return [
        { text: ' ◌ ', style: palette.attention },
        {
          text: `${where} · connecting${status.attempt > 1 ? `, attempt ${status.attempt}` : ''} …`,
        },
      ];
    case 'waiting':
      return [
        { text: ' ○ ', style: palette.bad },
        {
          text: `offline · attempt ${status.attempt} in ${Math.max(0, Math.ceil((status.retryAt - steady) / 1000))} s, Enter tries now · ${where}`,
        },
      ];
    case 'refused':
      return [
        { text: ' ✗ ', style: palette.bad },
        { text: `not connected, Enter tries again · ${where}` },
      ];
    case 'idle':
    case 'closed':
      return [{ text: ' ○ ', style: palette.dim }, { text: `${where} · not connected` }];
  }
};

/** What is looked at instead of a broker, and what is missing of it. */
const recordingSpans = ({ path, broken }: Recording): Span[] => [
  { text: ' recording ' },
  { text: truncate(printable(basename(path), 100), 30), style: palette.strong },
  ...(broken.count === 0
    ? []
    : [
        {
          text: ` · ${plural(broken.count, 'broken line', 'broken lines')}`,
          style: palette.attention,
        },
      ]),
];

/** The last row: connection, name, traffic, and which keys do what just now. */
export const statusRow = (
  session: MqttSession,
  hints: readonly (readonly [string, string])[],
  width: number,
  { now, steady }: Moment,
): string => {
  const where = session.address === undefined ? '' : addressInWords(session.address);
  const nick = session.chat?.nick;
  const perSecond = session.monitor?.tree.root.rate.perSecond(now) ?? 0;
  const note = session.serverNote;
  const lost =
    (session.monitor?.tree.notStored ?? 0) + (session.monitor?.tree.histories.evicted ?? 0);
  const traffic: Span[] =
    session.monitor === undefined || width < narrow
      ? []
      : [{ text: `   ${count(Math.round(perSecond))} msg/s` }];
  const startWith = (middle: readonly Span[]): Span[] => [
    ...(session.recording === undefined
      ? stateSpans(
          session.status,
          printable(where === '' ? 'looking for a broker' : where),
          steady,
          width < narrow,
        )
      : recordingSpans(session.recording)),
    ...(nick === undefined ? [] : [{ text: ` · ${printable(nick, 100)}`, style: palette.strong }]),
    ...(session.chat?.awayText === undefined
      ? []
      : [{ text: ' (away)', style: palette.attention }]),
    ...(note === '' ? [] : [{ text: ` · ${note}` }]),
    ...(session.desk.repeats.count === 0
      ? []
      : [{ text: `   ⟳ ${session.desk.repeats.count}`, style: palette.attention }]),
    ...(session.tape.recorder === undefined
      ? []
      : [
          { text: '   ● ', style: palette.bad },
          { text: `rec ${count(session.tape.recorder.messages)}`, style: palette.attention },
        ]),
    ...middle,
    ...(lost === 0
      ? []
      : [{ text: `   ${count(lost)} let go (limits)`, style: palette.attention }]),
    { text: '   ' },
  ];
  const whole = startWith(traffic);
  const start = length(whole) > width ? startWith([]) : whole;
  const end = hints.flatMap(([key, does]): Span[] => [
    { text: key, style: palette.strong },
    { text: ` ${does}  `, style: palette.dim },
  ]);
  return rowWithEnd(start, fitting(start, end, width), width);
};

const length = (spans: readonly Span[]): number =>
  spans.reduce((sum, { text }) => sum + widthOf(text), 0);

/** As many hints (key and words, in pairs) as there is room for beside what must be seen; the last, help, stays longest. */
const fitting = (
  start: readonly Span[],
  hints: readonly Span[],
  width: number,
): readonly Span[] => {
  let shown = hints;
  while (shown.length > 0 && length(start) + length(shown) > width)
    shown = [...shown.slice(0, -4), ...shown.slice(-2)].slice(shown.length === 2 ? 2 : 0);
  return shown;
};

/** Rows that one text takes at most. */
const mostRows = 3;

/** The first rows; the last says so where there were more. */
const cutRows = (rows: readonly string[], most: number, width: number): string[] =>
  rows.length <= most || most === 0
    ? rows.slice(0, most)
    : [
        ...rows.slice(0, most - 1),
        `${truncate(rows[most - 1] ?? '', width - 1).replace(/…$/, '')}…`,
      ];

/** As many rows as there is room for; the longest text gives way first, so that each is seen. */
const fitRows = (texts: readonly string[][], room: number, width: number): string[][] => {
  const lengths = texts.map((rows) => Math.min(rows.length, mostRows));
  const taken = (): number => lengths.reduce((sum, rows) => sum + rows, 0);
  while (taken() > room) {
    const longest = lengths.lastIndexOf(Math.max(...lengths));
    lengths[longest] = (lengths[longest] ?? 1) - 1;
  }
  return texts.map((rows, index) => cutRows(rows, lengths[index] ?? 0, width));
};

/**
 * What must be said above the status line, in at most `room` rows: the connection's trouble, and
 * the last notice while it is fresh at a time of `performance.now()`.
 */
export const noticeRows = (
  session: MqttSession,
  width: number,
  room: number,
  steady: number,
): string[] => {
  const { status, notice } = session;
  const problem =
    status.state === 'waiting' || status.state === 'refused' ? status.problem : undefined;
  const texts = [problem, notice !== undefined && isFresh(notice, steady) ? notice.text : undefined]
    .filter((text) => text !== undefined)
    .map((text) => wrapCells(printable(text, 600), width - 3));
  return fitRows(texts, room, width - 3).flatMap((rows) =>
    rows.map((text, index) =>
      row([{ text: index === 0 ? ' ! ' : '   ', style: palette.attention }, { text }], width),
    ),
  );
};
