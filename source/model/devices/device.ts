import { compareNames } from '../../collections/name-order.ts';
import type { Availability, ReportedAvailability } from './availability.ts';
import type { Claim, Convention } from './claim.ts';

/** A device that publishes its availability. Its name and its own word are text from outside. */
export type Device = {
  readonly key: string;
  /** The claims about it, by topic. */
  readonly claims: Map<string, Claim>;
  reading: ReportedAvailability;
  /** Since when, ms since the epoch; `undefined` while nothing has been received. */
  since: number | undefined;
  /** Whether that was so before we connected: then the true time is earlier. */
  isOlder: boolean;
  /** Whether another device that says more is shown instead. */
  isHidden: boolean;
};

/** How many devices there are, in all and in each state. */
export type DeviceCounts = Readonly<Record<Availability | 'all', number>>;

const rank: Readonly<Record<Availability, number>> = {
  offline: 0,
  unknown: 1,
  asleep: 2,
  online: 3,
};

/** The device's name: preferably one that people have given it. */
export const deviceName = ({ claims, key }: Device): string => {
  const all = [...claims.values()];
  const named = all.find(({ isAddition, name }) => isAddition === true && name !== undefined);
  return (named ?? all.find(({ name }) => name !== undefined))?.name ?? key;
};

/** The convention by which the device is known. */
export const deviceConvention = ({ claims }: Device): Convention | undefined =>
  claims.values().next().value?.convention;

/** The devices to show: offline first, then by name. */
export const sortDevices = (devices: Iterable<Device>): Device[] =>
  [...devices]
    .filter(({ isHidden }) => !isHidden)
    .map((device) => ({ device, name: deviceName(device) }))
    .toSorted(
      (a, b) =>
        rank[a.device.reading.availability] - rank[b.device.reading.availability] ||
        compareNames(a.name, b.name),
    )
    .map(({ device }) => device);

export const countDevices = (devices: readonly Device[]): DeviceCounts => {
  const counts = { all: devices.length, online: 0, asleep: 0, offline: 0, unknown: 0 };
  for (const { reading } of devices) counts[reading.availability] += 1;
  return counts;
};
