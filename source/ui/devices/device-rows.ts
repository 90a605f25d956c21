import { type Device, deviceConvention } from '../../model/devices/device.ts';
import { deviceLimits } from '../../model/devices/devices.ts';
import { printable } from '../../payload/printable.ts';
import { uncovered } from '../../session/monitor/device-coverage.ts';
import type { MqttSession } from '../../session/session.ts';
import { fit, wrapCells } from '../draw/cells.ts';
import { countsInWords, deviceMarks, shownName } from './device-words.ts';
import { count, timeAndDay } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import { row, rowWithEnd, type Span } from '../draw/row.ts';

/** Columns of the list, in cells; the name has the rest. */
const widths = { state: 18, since: 20, convention: 14 };

/** Rows of a page, made when they are asked for. */
export type LazyRows = Pick<readonly string[], 'length' | 'slice'>;

const stateOf = ({ reading: { availability, word } }: Device): string =>
  word === undefined ? availability : `${availability}, ${printable(word, 50)}`;

const sinceOf = ({ since, isOlder }: Device, now: number): string => {
  if (since === undefined) return '';
  return `${isOlder ? 'before ' : ''}${timeAndDay(since, now)}`;
};

/** The name comes first: where it is narrow, the columns at the right give way. */
const columns = (
  { state, since, convention }: Readonly<Record<keyof typeof widths, string>>,
  width: number,
): Span[] => [
  { text: ` ${fit(state, widths.state)}` },
  ...(width < 56 ? [] : [{ text: fit(since, widths.since), style: palette.dim }]),
  ...(width < 70 ? [] : [{ text: fit(convention, widths.convention), style: palette.dim }]),
];

const deviceRow = (device: Device, width: number, now: number): string => {
  const { mark, style } = deviceMarks[device.reading.availability];
  const figures = {
    state: stateOf(device),
    since: sinceOf(device, now),
    convention: deviceConvention(device) ?? '',
  };
  return rowWithEnd(
    [{ text: `${mark} `, style }, { text: shownName(device) }],
    columns(figures, width),
    width,
  );
};

const dim = ({ text }: Span): Span => ({ text, style: palette.dim });

const heading = (width: number): string => {
  const names = columns({ state: 'state', since: 'since', convention: 'convention' }, width);
  return rowWithEnd([dim({ text: '  device' })], names.map(dim), width);
};

const hints = ({ monitor }: MqttSession): string[] => {
  if (monitor === undefined)
    return ['Devices are found among the watched topics, which --no-monitor has switched off.'];
  const { counts, isFull } = monitor.devices;
  const missing = uncovered(monitor).map(({ name, subscribe }) => `${name} (/sub ${subscribe})`);
  return [
    ...(counts.all === 0
      ? ['No device has published its availability on the watched topics so far.']
      : []),
    ...(missing.length === 0
      ? []
      : [`Not watched, as far as the usual topics go: ${missing.join(', ')}.`]),
    ...(isFull
      ? [
          `There is more: at most ${count(deviceLimits.devices)} devices, ${deviceLimits.topicsOfOne} topics of one, and 32 MiB of what is said of them are followed.`,
        ]
      : []),
  ];
};

/** The page of devices: how many, what is not watched, and one row for each. */
export const deviceRows = (session: MqttSession, width: number, now: number): LazyRows => {
  const devices = session.monitor?.devices;
  const above = [
    ...(devices === undefined || devices.counts.all === 0
      ? []
      : [row([{ text: countsInWords(devices.counts), style: palette.title }], width)]),
    ...hints(session).flatMap((hint) =>
      wrapCells(hint, width).map((text) => row([{ text, style: palette.attention }], width)),
    ),
    row([], width),
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
