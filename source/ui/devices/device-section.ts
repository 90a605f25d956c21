import type { MqttSession } from '../../session/session.ts';
import { deviceMarks, shownName } from './device-words.ts';
import { count, plural } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import { row } from '../draw/row.ts';

/** The list of people leaves so much of itself to the devices, at least. */
const share = 1 / 3;

/** Rows for the devices below so many people, of so many rows in all; none where there are none. */
export const deviceSectionHeight = (session: MqttSession, people: number, rows: number): number => {
  const all = session.monitor?.devices.counts.all ?? 0;
  return all === 0 ? 0 : Math.min(all + 1, Math.max(Math.floor(rows * share), rows - people));
};

/** The devices as a section of their own in the list of people: a heading, then those that are offline first. */
export const deviceSection = (session: MqttSession, height: number, width: number): string[] => {
  const devices = session.monitor?.devices;
  if (devices === undefined || height < 1) return [];
  const { all, offline } = devices.counts;
  const { mark } = deviceMarks.offline;
  const title = `── ${plural(all, 'device', 'devices')}${offline === 0 ? '' : ` ${count(offline)}${mark}`} `;
  const heading = row([{ text: title.padEnd(width, '─'), style: palette.dim }], width);
  const listed = devices.rows(0, height - 1).map((device) => {
    const { mark: own, style } = deviceMarks[device.reading.availability];
    return row(
      [
        { text: `${own} `, style },
        { text: shownName(device), style: palette.dim },
      ],
      width,
    );
  });
  return [heading, ...listed];
};
