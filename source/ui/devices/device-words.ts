import type { Availability } from '../../model/devices/availability.ts';
import { type Device, type DeviceCounts, deviceName } from '../../model/devices/device.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { count, plural } from '../../format/count.ts';
import type { Look } from '../theme/theme.ts';

/** The marks for a device's state; people have others. */
export const deviceMarks: Readonly<
  Record<Availability, { readonly mark: string; readonly look: Look }>
> = {
  online: { mark: '●', look: 'good' },
  asleep: { mark: '◌', look: 'attention' },
  offline: { mark: '○', look: 'bad' },
  unknown: { mark: '?', look: 'attention' },
};

/** How many offline devices to name. */
const named = 10;

/** A device's name, safe to draw. */
export const shownDeviceName = (device: Device): string => printable(deviceName(device), 200);

/** The number of devices in each state: `12 devices: 10 online, 2 offline`. */
export const countsInWords = (counts: DeviceCounts): string => {
  const parts = (['offline', 'unknown', 'asleep', 'online'] as const)
    .filter((state) => counts[state] > 0)
    .map((state) => `${count(counts[state])} ${state}`);
  return `${plural(counts.all, 'device', 'devices')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
};

/** The devices in one line, naming offline ones; `undefined` when topics are not watched. */
export const devicesInWords = ({ monitor }: MqttSession): string | undefined => {
  if (monitor === undefined) return undefined;
  const { counts } = monitor.devices;
  const offline = monitor.devices.rows(0, Math.min(named, counts.offline)).map(shownDeviceName);
  const more = counts.offline - offline.length;
  const names = [...offline, ...(more > 0 ? [`${count(more)} more`] : [])].join(', ');
  return `${countsInWords(counts)}${names === '' ? '' : `. Offline: ${names}`}`;
};
