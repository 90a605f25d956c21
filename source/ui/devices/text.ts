import { size } from '../../format/size.ts';
import { type Device, deviceConvention } from '../../model/devices/device.ts';
import { deviceLimits } from '../../model/devices/devices.ts';
import { printable } from '../../payload/printable.ts';
import { uncovered } from '../../session/monitor/device-coverage.ts';
import type { MqttSession } from '../../session/session.ts';
import { fit } from '../draw/cells.ts';
import { countsInWords, deviceMarks, shownDeviceName } from './device-words.ts';
import { count } from '../../format/count.ts';
import { timeAndDay } from '../../format/time.ts';
import type { ReadText } from '../sheets/read-text.ts';
import type { Span } from '../widgets/span.ts';
import {
  blankRow,
  type LazyRows,
  textRow,
  type TextRow,
  wrappedRows,
} from '../widgets/text-row.ts';

/** Column widths in cells; the name gets the rest. */
const widths = { state: 18, since: 20, convention: 14 };

const stateOf = ({ reading: { availability, word } }: Device): string =>
  word === undefined ? availability : `${availability}, ${printable(word, 50)}`;

const sinceOf = ({ since, isOlder }: Device, now: number): string => {
  if (since === undefined) return '';
  return `${isOlder ? 'before ' : ''}${timeAndDay(since, now)}`;
};

/** The name comes first: when space is short, the columns on the right give way. */
const columns = (
  { state, since, convention }: Readonly<Record<keyof typeof widths, string>>,
  width: number,
): Span[] => [
  { text: ` ${fit(state, widths.state)}` },
  ...(width < 56 ? [] : [{ text: fit(since, widths.since), look: 'dim' as const }]),
  ...(width < 70 ? [] : [{ text: fit(convention, widths.convention), look: 'dim' as const }]),
];

const deviceRow = (device: Device, width: number, now: number): TextRow => {
  const { mark, look } = deviceMarks[device.reading.availability];
  const figures = {
    state: stateOf(device),
    since: sinceOf(device, now),
    convention: deviceConvention(device) ?? '',
  };
  return {
    start: [{ text: `${mark} `, look }, { text: shownDeviceName(device) }],
    end: columns(figures, width),
  };
};

const heading = (width: number): TextRow => {
  const names = columns({ state: 'state', since: 'since', convention: 'convention' }, width);
  return {
    start: [{ text: '  device', look: 'dim' }],
    end: names.map(({ text }) => ({ text, look: 'dim' })),
  };
};

const hints = ({ monitor }: MqttSession): string[] => {
  if (monitor === undefined)
    return ['Devices are found among the watched topics, which --no-monitor switches off.'];
  const { counts, isFull } = monitor.devices;
  const missing = uncovered(monitor).map(({ name, subscribe }) => `${name} (/sub ${subscribe})`);
  return [
    ...(counts.all === 0
      ? ['No device has published its availability on the watched topics so far.']
      : []),
    ...(missing.length === 0
      ? []
      : [`Common device topics that are not watched: ${missing.join(', ')}.`]),
    ...(isFull
      ? [
          `Not all are shown: the limits are ${count(deviceLimits.devices)} devices, ${deviceLimits.topicsOfOne} topics per device and ${size(deviceLimits.bytes)}.`,
        ]
      : []),
  ];
};

/** The devices: how many there are, what is not watched, and a row for each. */
const deviceRows = (session: MqttSession, width: number, now: number): LazyRows => {
  const devices = session.monitor?.devices;
  const above = [
    ...(devices === undefined || devices.counts.all === 0
      ? []
      : [textRow(countsInWords(devices.counts), 'title')]),
    ...hints(session).flatMap((hint) => wrappedRows(hint, width, { look: 'attention' })),
    blankRow,
    ...(devices === undefined || devices.counts.all === 0 ? [] : [heading(width)]),
  ];
  const length = above.length + (devices?.counts.all ?? 0);
  return {
    length,
    slice: (start = 0, end = length) => {
      const from = Math.max(0, start - above.length);
      const listed = devices?.rows(from, Math.max(0, end - above.length - from)) ?? [];
      return [...above.slice(start, end), ...listed.map((device) => deviceRow(device, width, now))];
    },
  };
};

/** The text of the device list. */
export const deviceText: ReadText = {
  title: 'Devices',
  parts: ['work'],
  rows: (session, width) => deviceRows(session, width, session.clock.reading.wall),
};
