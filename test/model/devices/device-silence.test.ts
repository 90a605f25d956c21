import { describe, expect, it } from 'vitest';
import type { Device } from '../../../source/model/devices/device.ts';
import { deviceBranch } from '../../../source/model/devices/device-branch.ts';
import { deviceSilence } from '../../../source/model/devices/device-silence.ts';
import { aSession } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';

const watching = (): NonNullable<ReturnType<typeof aSession>['monitor']> => {
  const { monitor } = aSession(undefined);
  if (monitor === undefined) throw new Error('nothing is watched');
  return monitor;
};

/** The devices found in these messages, which the broker had stored. */
const found = (
  monitor: ReturnType<typeof watching>,
  ...messages: readonly (readonly [string, string])[]
): readonly Device[] => {
  for (const [topic, payload] of messages) {
    const node = monitor.tree.record(
      aMessage(topic, payload, { retain: true, receivedAt: 1 }),
      true,
    );
    if (node !== undefined) monitor.devices.record(node);
  }
  while (monitor.devices.isBusy) monitor.devices.workOn();
  return monitor.devices.rows(0, 100);
};

it.each([
  ['zigbee2mqtt/hall/lamp/availability', 'online', 'zigbee2mqtt/hall/lamp'],
  ['tele/plug/LWT', 'Online', 'tele/plug'],
  ['homie/boiler/$state', 'ready', 'homie/boiler'],
  ['garden/status', 'online', 'garden'],
  [
    'homeassistant/sensor/x/config',
    '{"name":"x","avty":[{"t":"zigbee2mqtt/bridge/state"},{"t":"house/x/online"}]}',
    'house/x',
  ],
])('the branch of a device known by %s is that of its data', (topic, payload, branch) => {
  const [device] = found(watching(), [topic, payload]);
  expect(device && deviceBranch(device)).toBe(branch);
});

describe('the silence of a device', () => {
  const lamp = 'zigbee2mqtt/lamp';
  const withLamp = (): {
    monitor: ReturnType<typeof watching>;
    hear: (topic: string, at: number) => void;
    silence: (now: number, after?: number) => ReturnType<typeof deviceSilence>;
  } => {
    const monitor = watching();
    const [device] = found(monitor, [`${lamp}/availability`, 'online']);
    if (device === undefined) throw new Error('no device was found');
    return {
      monitor,
      hear: (topic, at) => void monitor.tree.record(aMessage(topic, '1', { receivedAt: at })),
      silence: (now, after) => deviceSilence(monitor.tree, device, now, after),
    };
  };

  it('is unknown while it has sent nothing since we came', () => {
    expect(withLamp().silence(1e9)).toEqual({ heardAt: undefined, isSilent: false });
  });

  it('shows where a topic that comes as regularly as a clock stops', () => {
    const { hear, silence } = withLamp();
    for (let at = 10_000; at <= 200_000; at += 10_000) hear(lamp, at);
    expect(silence(205_000)).toEqual({ heardAt: 200_000, isSilent: false });
    expect(silence(600_000)).toEqual({ heardAt: 200_000, isSilent: true });
  });

  it('is none while another of its topics still comes as usual', () => {
    const { hear, silence } = withLamp();
    for (let at = 10_000; at <= 200_000; at += 10_000) hear(lamp, at);
    for (let at = 10_000; at <= 600_000; at += 10_000) hear(`${lamp}/power`, at);
    expect(silence(600_000)).toEqual({ heardAt: 600_000, isSilent: false });
  });

  it('is the time that --stale gives, if it gives one', () => {
    const { hear, silence } = withLamp();
    hear(lamp, 10_000);
    expect(silence(30_000, 30_000).isSilent).toBe(false);
    expect(silence(50_000, 30_000).isSilent).toBe(true);
  });
});
