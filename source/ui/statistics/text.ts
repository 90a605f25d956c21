import { frameParts } from '../../session/frame-parts.ts';
import { deviceLimits } from '../../model/devices/devices.ts';
import type { MqttSession } from '../../session/session.ts';
import { SecretRoom } from '../../session/chat/secret-room.ts';
import { count } from '../../format/count.ts';
import { size } from '../../format/size.ts';
import type { ReadText } from '../sheets/read-text.ts';
import { blankRow, textRow, type TextRow } from '../widgets/text-row.ts';

type Figure = { readonly name: string; readonly value: string; readonly means?: string };

const messageFigures = ({ monitor }: MqttSession, now: number): Figure[] => {
  if (monitor === undefined) return [];
  const { tree } = monitor;
  return [
    { name: 'received', value: count(monitor.received), means: 'on the watched topic filters' },
    {
      name: 'repeats',
      value: count(monitor.deliveries.repeats),
      means: 'duplicates: another filter had delivered them',
    },
    { name: 'recorded', value: count(tree.recorded), means: 'in the tree and its counts' },
    {
      name: 'not stored',
      value: count(tree.notStored),
      means: 'none could give way: --max-topics, --memory',
    },
    { name: 'kept', value: count(tree.histories.kept), means: 'in the histories: --history' },
    {
      name: 'evicted',
      value: count(tree.histories.evicted),
      means: 'from the histories: --memory',
    },
    { name: 'shown', value: count(monitor.shownMessages), means: 'in the log, at least once' },
    {
      name: 'per second',
      value: count(Math.round(tree.root.rate.perSecond(now))),
      means: 'recently',
    },
  ];
};

const memoryFigures = ({ monitor }: MqttSession): Figure[] => {
  if (monitor === undefined) return [];
  const { tree, limits } = monitor;
  return [
    { name: 'topics', value: count(tree.topics), means: `of ${count(limits.topics)} at most` },
    {
      name: 'gave way',
      value: count(tree.gaveWay.topics),
      means: 'topics, to new ones: --max-topics, --memory',
    },
    {
      name: 'devices',
      value: count(monitor.devices.counts.all),
      means: `of ${count(deviceLimits.devices)} at most: /devices`,
    },
    {
      name: 'memory',
      value: size(tree.memory),
      means: `for topics and messages, of ${size(limits.memory)} at most`,
    },
  ];
};

const chatFigures = ({ chat }: MqttSession): Figure[] => {
  if (chat === undefined) return [];
  const rooms = [...chat.rooms.values()];
  const sum = (figure: (room: (typeof rooms)[number]) => number): string =>
    count(rooms.reduce((total, room) => total + figure(room), 0));
  return [
    { name: 'rooms', value: count(rooms.length) },
    {
      name: 'direct messages',
      value: count(chat.direct.conversations.size),
      means: `conversations; ${count(chat.direct.givenWay)} unanswered dropped`,
    },
    {
      name: 'not readable',
      value: count(chat.direct.unreadable),
      means: 'direct messages: forged, damaged or repeated',
    },
    {
      name: 'played again',
      value: sum((room) => (room instanceof SecretRoom ? room.replayed : 0)),
      means: 'in private rooms, received before: not shown',
    },
    { name: 'lines', value: sum(({ lines }) => lines.length), means: 'kept in the rooms' },
    {
      name: 'lines dropped',
      value: sum(({ lines }) => lines.evicted),
      means: 'the oldest, for lack of space',
    },
    { name: 'waiting', value: count(chat.waiting), means: 'to be sent or acknowledged' },
  ];
};

/** Space for the longest name, and for a figure of thirteen digits and commas. */
const nameWidth = 17;
const valueWidth = 13;

const figureRow = ({ name, value, means }: Figure): TextRow => ({
  start: [
    { text: `  ${name}`.padEnd(nameWidth), look: 'topic' },
    { text: `${value.padStart(valueWidth)}   ` },
    { text: means ?? '', look: 'dim' },
  ],
});

/** The session's counters since the program started. */
export const statisticsRows = (session: MqttSession, now: number): TextRow[] => {
  const sections: readonly (readonly [string, readonly Figure[]])[] = [
    ['Messages', messageFigures(session, now)],
    ['Topics', memoryFigures(session)],
    ['Chat', chatFigures(session)],
    [
      'Screen',
      [
        {
          name: 'frames',
          value: count(session.clock.schedule.frames),
          means: 'drawn for incoming data',
        },
      ],
    ],
  ];
  return sections
    .filter(([, figures]) => figures.length > 0)
    .flatMap(([title, figures]) => [textRow(title, 'title'), ...figures.map(figureRow), blankRow]);
};

/** The text of the statistics. */
export const statisticsText: ReadText = {
  title: 'Statistics',
  parts: frameParts,
  rows: (session) => statisticsRows(session, session.clock.reading.wall),
};
