import { type Device, deviceName } from '../../source/model/devices/device.ts';
import { Devices } from '../../source/model/devices/devices.ts';
import type { Message } from '../../source/mqtt/message.ts';
import { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from './messages.ts';

const limits = { history: 3, memory: 1e8, topics: 100_000, payload: 65_536 };

/** A topic tree and the devices found in it, as in a session. */
export type DeviceWatcher = {
  readonly devices: Devices;
  /** Records a message; each is a second later than the one before. */
  readonly hear: (topic: string, payload: unknown, rest?: Partial<Message>) => void;
  /** Does all pending work. */
  readonly settle: () => void;
  /** All devices in order, as "lamp online". */
  readonly list: () => string[];
};

const inWords = (device: Device): string => {
  const { availability, word } = device.reading;
  return `${deviceName(device)} ${availability}${word === undefined ? '' : ` (${word})`}`;
};

/** Watches devices; a payload that is not a string is published as JSON. */
export const watchDevices = (): DeviceWatcher => {
  const tree = new TopicTree(limits);
  const devices = new Devices(tree, () => undefined);
  let now = 0;
  const settle = (): void => {
    while (devices.isBusy) devices.workOn();
  };
  return {
    devices,
    hear: (topic, payload, rest = {}) => {
      now += 1000;
      const bytes =
        typeof payload === 'string' || payload instanceof Uint8Array
          ? payload
          : JSON.stringify(payload);
      const node = tree.record(aMessage(topic, bytes, { retain: true, receivedAt: now, ...rest }));
      if (node !== undefined) devices.record(node);
    },
    settle,
    list: () => {
      settle();
      return devices.rows(0, 1000).map(inWords);
    },
  };
};
