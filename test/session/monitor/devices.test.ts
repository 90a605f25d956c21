import { describe, expect, it } from 'vitest';
import { deviceName } from '../../../source/model/devices/device.ts';
import { uncovered } from '../../../source/session/monitor/device-coverage.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { connected } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession, type TestSession } from '../../support/sessions.ts';

const retained = { qos: 1, retain: true } as const;

const devices = ({ session }: TestSession): string[] =>
  (session.monitor?.devices.rows(0, 100) ?? []).map(
    (device) => `${deviceName(device)} ${device.reading.availability}`,
  );

const untilDevices = async (watcher: TestSession, expected: readonly string[]): Promise<void> => {
  await watcher.until(
    `the devices ${expected.join(', ')} instead of ${devices(watcher).join(', ')}`,
    () => devices(watcher).join('\n') === expected.join('\n'),
  );
};

describe.each(brokerKinds)('devices', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('are known from what is retained, and followed', async () => {
      const { port } = await forThisTest(start());
      const { connection } = await connected({ port, protocolVersion });
      await connection.publish(
        'zigbee2mqtt/kitchen/lamp/availability',
        '{"state":"online"}',
        retained,
      );
      await connection.publish('zigbee2mqtt/bridge/state', '{"state":"online"}', retained);
      await connection.publish('tele/plug/LWT', 'Online', retained);
      await connection.publish('esp/status', 'offline', retained);
      const watcher = openSession({ port, protocolVersion, filters: ['#'] });
      const bridge = 'zigbee2mqtt (bridge) online';
      await untilDevices(watcher, ['esp offline', 'kitchen/lamp online', 'plug online', bridge]);
      expect(watcher.session.monitor?.devices.rows(0, 1)[0]?.isOlder).toBe(true);
      await connection.publish('tele/plug/LWT', 'Offline', retained);
      await untilDevices(watcher, ['esp offline', 'plug offline', 'kitchen/lamp online', bridge]);
      expect(watcher.session.monitor?.devices.rows(1, 1)[0]?.isOlder).toBe(false);
      await connection.publish('esp/status', '', retained);
      await untilDevices(watcher, ['plug offline', 'kitchen/lamp online', bridge]);
    });

    it('come only with what is watched', async () => {
      const { port } = await forThisTest(start());
      const { connection } = await connected({ port, protocolVersion });
      await connection.publish('tele/plug/LWT', 'Online', retained);
      const watcher = openSession({ port, protocolVersion, filters: ['house/#'] });
      await watcher.ready();
      const { monitor } = watcher.session;
      expect(monitor && uncovered(monitor).map(({ name: missed }) => missed)).toEqual([
        'Home Assistant',
        'Zigbee2MQTT',
        'Homie',
        'Tasmota',
      ]);
      expect(devices(watcher)).toEqual([]);
      monitor?.subscribe('tele/+/LWT', 0);
      await untilDevices(watcher, ['plug online']);
      expect(monitor && uncovered(monitor).map(({ name: missed }) => missed)).not.toContain(
        'Tasmota',
      );
    });
  });
});
