import { memo, type ReactNode } from 'react';
import type { Availability } from '../../model/devices/availability.ts';
import type { MqttSession } from '../../session/session.ts';
import { count, plural } from '../../format/count.ts';
import { useMqttSession } from '../use-mqtt-session.ts';
import { Row } from '../widgets/row.tsx';
import { deviceMarks, shownDeviceName } from '../devices/device-words.ts';

/** The least share of the people pane that goes to the devices. */
const share = 1 / 3;

/** Rows for the devices below the people; 0 without devices. */
export const deviceSectionHeight = (session: MqttSession, people: number, rows: number): number => {
  const all = session.monitor?.devices.counts.all ?? 0;
  return all === 0 ? 0 : Math.min(all + 1, Math.max(Math.floor(rows * share), rows - people));
};

type DeviceRowProps = {
  readonly name: string;
  readonly availability: Availability;
  readonly width: number;
};

const DeviceRow = memo(({ name, availability, width }: DeviceRowProps): ReactNode => {
  const { mark, look } = deviceMarks[availability];
  return (
    <Row
      width={width}
      start={[
        { text: `${mark} `, look },
        { text: name, look: 'dim' },
      ]}
    />
  );
});

/** The devices below the people: a heading, then offline ones first. */
export const DeviceSection = ({
  rows,
  width,
}: {
  readonly rows: number;
  readonly width: number;
}): ReactNode => {
  const { monitor } = useMqttSession('work');
  if (monitor === undefined || rows < 1) return null;
  const { all, offline } = monitor.devices.counts;
  const down = offline === 0 ? '' : ` ${count(offline)}${deviceMarks.offline.mark}`;
  const title = `── ${plural(all, 'device', 'devices')}${down} `;
  return (
    <>
      <Row width={width} start={[{ text: title.padEnd(width, '─'), look: 'dim' }]} />
      {monitor.devices.rows(0, rows - 1).map((device) => (
        <DeviceRow
          key={device.key}
          name={shownDeviceName(device)}
          availability={device.reading.availability}
          width={width}
        />
      ))}
    </>
  );
};
