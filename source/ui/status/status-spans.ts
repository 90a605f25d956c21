import { duration } from '../../format/duration.ts';
import { basename } from 'node:path';
import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import { protocolNames } from '../../mqtt/connection-options.ts';
import { addressInWords } from '../../mqtt/server-address.ts';
import { printable } from '../../payload/printable.ts';
import type { Recording } from '../../session/recording/recording.ts';
import type { MqttSession } from '../../session/session.ts';
import { truncate } from '../draw/cells.ts';
import { count, plural } from '../../format/count.ts';
import type { ClockReading } from '../../session/clock-reading.ts';
import { type Span, widthOfSpans } from '../widgets/span.ts';

/** Below this many columns the keys matter more than the MQTT version and the traffic. */
const narrow = 80;

const stateSpans = (
  status: ConnectionStatus,
  where: string,
  monotonic: number,
  { isNarrow, retriesOnEnter }: { readonly isNarrow: boolean; readonly retriesOnEnter: boolean },
): Span[] => {
  const enter = (does: string): string => (retriesOnEnter ? `, Enter ${does}` : '');
  switch (status.state) {
    case 'connected':
      return [
        { text: ' ● ', look: 'good' },
        { text: where },
        ...(isNarrow ? [] : [{ text: ` · ${protocolNames[status.protocolVersion]}` }]),
      ];
    case 'connecting':
      return [
        { text: ' ◌ ', look: 'attention' },
        {
          text: `${where} · connecting${status.attempt > 1 ? `, attempt ${status.attempt}` : ''} …`,
        },
      ];
    case 'waiting':
      return [
        { text: ' ○ ', look: 'bad' },
        {
          text: `offline · attempt ${status.attempt} in ${duration(Math.ceil((status.retryAt - monotonic) / 1000) * 1000)}${enter('tries now')} · ${where}`,
        },
      ];
    case 'refused':
      return [
        { text: ' ✗ ', look: 'bad' },
        { text: `not connected${enter('tries again')} · ${where}` },
      ];
    case 'idle':
    case 'closed':
      return [
        { text: ' ○ ', look: 'dim' },
        { text: `${where} · not connected${enter('connects')}` },
      ];
  }
};

/** How many rooms and topic filters the broker has refused. */
const refusedCount = ({ chat, monitor }: MqttSession): number => {
  const rooms = [...(chat?.rooms.values() ?? [])].filter(({ refusal }) => refusal !== undefined);
  const filters = [...(monitor?.watched.byFilter.values() ?? [])].filter(
    ({ state }) => state === 'refused',
  );
  return rooms.length + filters.length;
};

const when = (isShown: boolean, ...spans: readonly Span[]): readonly Span[] =>
  isShown ? spans : [];

/** The recording that is open instead of a broker, and whether part of it is missing. */
const recordingSpans = ({ path, broken }: Recording): Span[] => [
  { text: ' recording ' },
  { text: truncate(printable(basename(path), 100), 30), look: 'strong' },
  ...when(broken.count > 0, {
    text: ` · ${plural(broken.count, 'broken line', 'broken lines')}`,
    look: 'attention',
  }),
];

/** A key, and what it does in a word or two. */
export type Hint = readonly [key: string, does: string];

/** The status line, `width` cells wide: connection, nick and traffic on the left, key hints on the right. */
export const statusSpans = (
  session: MqttSession,
  { hints, retriesOnEnter }: { readonly hints: readonly Hint[]; readonly retriesOnEnter: boolean },
  width: number,
  { wall: now, monotonic }: ClockReading,
): { readonly start: readonly Span[]; readonly end: readonly Span[] } => {
  const where = session.address === undefined ? '' : addressInWords(session.address);
  const nick = session.chat?.nick;
  const perSecond = session.monitor?.tree.root.rate.perSecond(now) ?? 0;
  const note = session.serverNote;
  const repeats = session.publisher.repeats.count;
  const refused = session.status.state === 'connected' ? refusedCount(session) : 0;
  const { recorder } = session.recordingControl;
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
          monotonic,
          { isNarrow: width < narrow, retriesOnEnter },
        )
      : recordingSpans(session.recording)),
    ...when(refused > 0, {
      text: ` · ${plural(refused, 'subscription', 'subscriptions')} refused`,
      look: 'bad',
    }),
    ...when(nick !== undefined, { text: ` · ${printable(nick ?? '', 100)}`, look: 'strong' }),
    ...when(session.chat?.awayText !== undefined, { text: ' (away)', look: 'attention' }),
    ...when(note !== '', { text: ` · ${note}` }),
    ...when(repeats > 0, { text: `   ⟳ ${repeats}`, look: 'attention' }),
    ...when(
      recorder !== undefined,
      { text: '   ● ', look: 'bad' },
      { text: `rec ${count(recorder?.messages ?? 0)}`, look: 'attention' },
    ),
    ...middle,
    ...when(lost > 0, { text: `   ${count(lost)} dropped (limits)`, look: 'attention' }),
    { text: '   ' },
  ];
  const whole = startWith(traffic);
  const start = widthOfSpans(whole) > width ? startWith([]) : whole;
  return { start, end: fitting(hints, width - widthOfSpans(start)) };
};

/** As many hints as fit next to the rest; the last one, for help, stays longest. */
const fitting = (hints: readonly Hint[], room: number): readonly Span[] => {
  const spans = hints.map(([key, does]): readonly Span[] => [
    { text: key, look: 'strong' },
    { text: ` ${does}  `, look: 'dim' },
  ]);
  const last = spans.pop() ?? [];
  let left = room - widthOfSpans(last);
  if (left < 0) return [];
  const shown: Span[] = [];
  for (const hint of spans) {
    left -= widthOfSpans(hint);
    if (left < 0) break;
    shown.push(...hint);
  }
  return [...shown, ...last];
};
