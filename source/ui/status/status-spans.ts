import { duration } from '../../format/duration.ts';
import { basename } from 'node:path';
import type { ConnectionStatus } from '../../mqtt/connection-options.ts';
import { protocolNames } from '../../mqtt/connection-options.ts';
import { addressInWords } from '../../mqtt/server-address.ts';
import { printable } from '../../payload/printable.ts';
import type { RoomProblem } from '../../model/room-access.ts';
import type { Recording } from '../../session/recording/recording.ts';
import { noPresence } from '../../session/chat/broker-limit-notices.ts';
import type { MqttSession } from '../../session/session.ts';
import { truncate } from '../draw/cells.ts';
import { count, plural, shortCount } from '../../format/count.ts';
import type { Workspace } from '../../session/workspace.ts';
import type { ClockReading } from '../../session/clock-reading.ts';
import { stateSign } from './state-sign.ts';
import type { Hint } from '../keys/handle-key.ts';
import { shortServerName } from '../server-name.ts';
import { unreadIn } from '../rooms/unread-in.ts';
import { cutSpans, type Span, widthOfSpans } from '../widgets/span.ts';

/** The current session, and all of them. */
type Brokers = Pick<Workspace, 'current' | 'sessions'>;

const stateSpans = (
  status: ConnectionStatus,
  where: string,
  monotonic: number,
  isShort: boolean,
): Span[] => {
  const { text, look } = stateSign(status);
  const sign: Span = { text: ` ${text} `, ...(look === undefined ? {} : { look }) };
  switch (status.state) {
    case 'connected':
      return [
        sign,
        { text: where },
        ...(isShort ? [] : [{ text: ` · ${protocolNames[status.protocolVersion]}` }]),
      ];
    case 'connecting':
      return [
        sign,
        {
          text: `${where} · connecting${status.attempt > 1 ? `, attempt ${status.attempt}` : ''} …`,
        },
      ];
    case 'waiting':
      return [
        sign,
        {
          text: `offline · attempt ${status.attempt} in ${duration(Math.ceil((status.retryAt - monotonic) / 1000) * 1000)} · ${where}`,
        },
      ];
    case 'refused':
      return [sign, { text: `not connected · ${where}` }];
    case 'idle':
    case 'closed':
      return [sign, { text: `${where} · not connected` }];
  }
};

const when = (isShown: boolean, ...spans: readonly Span[]): readonly Span[] =>
  isShown ? spans : [];

/** How many rooms and topic filters the broker does not let us hear, by the kind of problem. */
const unheardCount = ({ chat, monitor }: MqttSession, kind: RoomProblem): number => {
  const rooms = [...(chat?.rooms.values() ?? [])].filter(({ access }) => access.kind === kind);
  const filters = [...(monitor?.watched.byFilter.values() ?? [])].filter(
    ({ state }) => state === kind,
  );
  return rooms.length + filters.length;
};

const subscriptions = (number: number): string => plural(number, 'subscription', 'subscriptions');

/** What is not heard of rooms and topic filters. */
const unheardSpans = (session: MqttSession): readonly Span[] => {
  if (session.status.state !== 'connected') return [];
  const [refused, unanswered, aside] = (['refused', 'unanswered', 'aside'] as const).map((kind) =>
    unheardCount(session, kind),
  ) as [number, number, number];
  return [
    ...when(refused > 0, { text: ` · ${subscriptions(refused)} refused`, look: 'bad' }),
    ...when(unanswered > 0, { text: ` · ${subscriptions(unanswered)} not answered`, look: 'bad' }),
    ...when(aside > 0, { text: ` · ${plural(aside, 'room', 'rooms')} put aside`, look: 'bad' }),
  ];
};

/** The recording that is open instead of a broker, and whether part of it is missing. */
const recordingSpans = ({ path, broken }: Recording): Span[] => [
  { text: ' file ' },
  { text: truncate(printable(basename(path), 100), 30), look: 'strong' },
  ...when(broken.count > 0, {
    text: ` · ${plural(broken.count, 'broken line', 'broken lines')}`,
    look: 'attention',
  }),
];

/** What of the state may give way to hints. */
type Shown = Readonly<Record<'version' | 'nick' | 'where', boolean>>;

const all: Shown = { version: true, nick: true, where: true };

/** What gives way, and while fewer than how many hints fit. */
type Step = { readonly shows: Shown; readonly enough: number };

/** The MQTT version gives way first. */
const shorter: readonly Step[] = [{ shows: { ...all, version: false }, enough: 6 }];

/** After that the nick, and where it is connected. */
const shortest = (enough: number): readonly Step[] => [
  { shows: { version: false, nick: false, where: true }, enough },
  { shows: { version: false, nick: false, where: false }, enough },
];

/** Below this many columns they do so in a pane too, for the way out; with more, the nick does so rather than be cut. */
const narrow = 70;

/** How many hints there are at least: the first, and that for help. */
const fewest = 2;

/** What follows the mark of the connection, without the dot that sets it apart from where that is. */
const withoutDot = ([first, ...rest]: readonly Span[]): readonly Span[] =>
  first === undefined ? rest : [{ ...first, text: first.text.replace(/^ · /, '') }, ...rest];

/** The sessions that are not the current one, if they are not connected or have unread lines. */
const elsewhereSpans = ({ sessions, current }: Brokers): readonly Span[] =>
  sessions.flatMap((session) => {
    const { unread, mentions } = unreadIn(session);
    const isUp = session.status.state === 'connected';
    if (session === current || (isUp && unread + mentions === 0)) return [];
    return [
      { text: ' · ' },
      ...(isUp ? [] : [stateSign(session.status), { text: ' ' }]),
      { text: shortServerName(session) },
      ...when(unread > 0, { text: ` ${shortCount(unread)} new`, look: 'attention' }),
      ...when(mentions > 0, { text: `, ${shortCount(mentions)} @`, look: 'mention' }),
    ];
  });

/** What the status line says on the left; the shorter, the more hints fit beside it. */
const stateOf = (brokers: Brokers, { monotonic }: ClockReading, shows: Shown): readonly Span[] => {
  const { current: session, sessions } = brokers;
  const address = session.server?.address;
  // Of the several servers of one broker, it says which one is in use.
  const isNamed =
    session.name !== undefined && (sessions.length > 1 || session.servers.all.length < 2);
  const where = isNamed
    ? shortServerName(session)
    : printable(address === undefined ? '' : addressInWords(address));
  const nick = session.chat?.nick;
  const note = session.serverNote;
  const repeats = session.publisher.repeats.count;
  const { recorder } = session.recordingControl;
  const lost =
    (session.monitor?.tree.notStored ?? 0) + (session.monitor?.tree.histories.evicted ?? 0);
  if (session.isEmpty) return [{ text: ' ○ no broker', look: 'dim' }];
  const connection =
    session.recording === undefined
      ? stateSpans(
          session.status,
          where === '' ? 'looking for a broker' : where,
          monotonic,
          !shows.version,
        )
      : recordingSpans(session.recording);
  const keepsNothing =
    session.chat?.connection.status.state === 'connected' && !session.chat.connection.limits.retain;
  const others = [
    ...elsewhereSpans(brokers),
    ...when(session.isReadOnly, { text: ' · read-only', look: 'attention' }),
    ...when(keepsNothing, {
      text: ` · ${shows.version ? noPresence : 'no presence'}`,
      look: 'attention',
    }),
    ...unheardSpans(session),
    ...when(shows.nick && nick !== undefined, {
      text: ` · ${printable(nick ?? '', 100)}`,
      look: 'strong',
    }),
    ...when(session.chat?.awayText !== undefined, { text: ' (away)', look: 'attention' }),
    ...when(note !== '', { text: ` · ${note}` }),
    ...when(repeats > 0, { text: `   ⟳ ${repeats}`, look: 'attention' }),
    ...when(
      recorder !== undefined,
      { text: '   ● ', look: 'bad' },
      { text: `rec ${count(recorder?.messages ?? 0)}`, look: 'attention' },
    ),
    ...when(lost > 0, { text: `   ${count(lost)} dropped (limits)`, look: 'attention' }),
  ];
  return shows.where || session.recording !== undefined
    ? [...connection, ...others]
    : [...connection.slice(0, 1), ...withoutDot(others)];
};

/** The blanks between the state and the hints, and how many of them are left where there is no room. */
const gap = { usual: 3, least: 1 };

const hintSpans = ([key, does]: Hint): readonly Span[] => [
  { text: key, look: 'strong' },
  { text: ` ${does}  `, look: 'dim' },
];

/** As many hints as fit, the first ones first, beside the last one, which is for help; at least these two. */
const hintsIn = (hints: readonly Hint[], room: number): readonly Hint[] => {
  const needed = new Set([hints[0], hints.at(-1)]);
  const isNeeded = (hint: Hint): boolean => needed.has(hint);
  let left = room - widthOfSpans(hints.filter(isNeeded).flatMap(hintSpans));
  return hints.filter((hint) => {
    if (isNeeded(hint)) return true;
    const cells = widthOfSpans(hintSpans(hint));
    if (cells > left) return false;
    left -= cells;
    return true;
  });
};

/**
 * The status line, `width` cells wide: connection, nick and traffic on the left, key hints on the right.
 * `isInPane` is whether a pane or the input box has the keys.
 */
export const statusSpans = (
  brokers: Brokers,
  { hints, isInPane }: { readonly hints: readonly Hint[]; readonly isInPane: boolean },
  width: number,
  reading: ClockReading,
): { readonly start: readonly Span[]; readonly end: readonly Span[] } => {
  const layOut = (
    shows: Shown,
  ): { start: readonly Span[]; shown: readonly Hint[]; end: Span[] } => {
    const start = stateOf(brokers, reading, shows);
    // The last hint needs no gap after it, only a margin.
    const shown = hintsIn(hints, width - widthOfSpans(start) - gap.usual + 1);
    const end = shown.flatMap(hintSpans);
    const last = end.pop();
    return {
      start,
      shown,
      end: last === undefined ? end : [...end, { ...last, text: last.text.slice(0, -1) }],
    };
  };
  const hasEnough = ({ start, shown, end }: ReturnType<typeof layOut>, enough: number): boolean =>
    shown.length >= Math.min(enough, hints.length) &&
    widthOfSpans([...start, ...end]) + gap.usual <= width;
  // While there is no connection the line says so rather than hint.
  const giveWay = brokers.current.status.state === 'connected' ? 2 : 1;
  const shortestInPane =
    width < narrow ? shortest(4).slice(0, giveWay) : shortest(fewest).slice(0, 1);
  const { start, end } = [...shorter, ...(isInPane ? shortestInPane : shortest(5))].reduce(
    (best, { shows, enough }) => (hasEnough(best, enough) ? best : layOut(shows)),
    layOut(all),
  );
  return { start: cutSpans(start, width - widthOfSpans(end) - gap.least).spans, end };
};
