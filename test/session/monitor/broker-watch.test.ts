import { describe, expect, it } from 'vitest';
import { startEmbeddedBroker } from '../../../source/mqtt/embedded-broker.ts';
import type { MonitorSession } from '../../../source/session/monitor/monitor-session.ts';
import { connected } from '../../support/connections.ts';
import { startFakeBroker } from '../../support/fake-broker.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../../support/mosquitto.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession, type TestSession } from '../../support/sessions.ts';

const monitorOf = ({ session }: TestSession): MonitorSession => {
  if (session.monitor === undefined) throw new Error('there is no monitor');
  return session.monitor;
};

const untilVersion = (watcher: TestSession): Promise<string> =>
  watcher.until('the version of the broker', () => {
    const version = monitorOf(watcher).broker?.status.nodes.get('')?.get('version')?.value;
    return version === undefined ? undefined : String(version);
  });

const extra = ['sys_interval 1'];

describeWith(mosquittoMissing, 'what Mosquitto tells about itself', () => {
  it.each([5, 4] as const)(
    'comes while somebody looks, and stays out of the tree, level %i',
    async (protocolVersion) => {
      const { port } = await forThisTest(startMosquitto({ extra }));
      const watcher = openSession({ port, protocolVersion, filters: ['#'] });
      await watcher.ready();
      const monitor = monitorOf(watcher);
      monitor.watchBroker(Date.now());
      expect(await untilVersion(watcher)).toMatch(/^mosquitto version /);
      await watcher.until(
        'a rate',
        () => (monitor.broker?.status.nodes.get('')?.get('bytes sent')?.rates.length ?? 0) > 0,
        20_000,
      );
      const { connection } = await connected({ port });
      await connection.publish('marker', 'x', { qos: 1, retain: false });
      await watcher.until('the marker', () => monitor.last('marker'));
      await monitor.leaveBroker();
      expect(monitor.broker).toBeUndefined();
      expect(monitor.tree.topics).toBe(1);
      expect(monitor.received).toBe(1);
      expect([...monitor.subscriptions.keys()]).toEqual(['#']);
    },
    40_000,
  );

  it('is taken from what is watched anyway, which is not given up afterwards', async () => {
    const { port } = await forThisTest(startMosquitto({ extra }));
    const watcher = openSession({ port, filters: ['$SYS/#'] });
    await watcher.until('the version', () => monitorOf(watcher).last('$SYS/broker/version'));
    const monitor = monitorOf(watcher);
    monitor.watchBroker(Date.now());
    expect(await untilVersion(watcher)).toMatch(/^mosquitto version /);
    await monitor.leaveBroker();
    const { received } = monitor;
    await watcher.until('more of it', () => monitor.received > received, 20_000);
    expect(monitor.tree.find('$SYS/broker/uptime')).toBeDefined();
  }, 40_000);

  it('leaves alone what is watched of it besides', async () => {
    const { port } = await forThisTest(startMosquitto({ extra }));
    const watcher = openSession({ port, filters: ['$SYS/broker/uptime'] });
    await watcher.until('the uptime', () => monitorOf(watcher).last('$SYS/broker/uptime'));
    const monitor = monitorOf(watcher);
    monitor.watchBroker(Date.now());
    await untilVersion(watcher);
    const { received } = monitor;
    await watcher.until('the uptime to go on', () => monitor.received > received, 20_000);
    expect(monitor.last('$SYS/broker/version')).toBeUndefined();
  }, 40_000);

  it('comes again when the connection does', async () => {
    const broker = await forThisTest(startMosquitto({ extra }));
    const watcher = openSession({ port: broker.port, filters: ['#'] });
    await watcher.ready();
    const monitor = monitorOf(watcher);
    monitor.watchBroker(Date.now());
    await untilVersion(watcher);
    await broker.restart();
    await watcher.until('the loss', () => watcher.session.status.state !== 'connected');
    watcher.session.retryNow();
    const before = monitor.broker?.status.received ?? 0;
    await watcher.until(
      'more of it',
      () => (monitor.broker?.status.received ?? 0) > before,
      20_000,
    );
    expect(monitor.tree.topics).toBe(0);
  }, 40_000);
});

describe('what other brokers tell about themselves', () => {
  it('is the version with the embedded broker', async () => {
    const { port } = await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port: 0 }));
    const watcher = openSession({ port, filters: ['#'] });
    await watcher.ready();
    monitorOf(watcher).watchBroker(Date.now());
    expect(await untilVersion(watcher)).not.toBe('');
  });

  it('is not asked for again where the broker hangs up on that', async () => {
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, socket }) => {
        if (packet.subscriptions[0]?.topic === '$SYS/#') socket.destroy();
        else agree(packet);
      },
    });
    const asked = (): number =>
      broker.packets.filter(
        (packet) => packet.cmd === 'subscribe' && packet.subscriptions[0]?.topic === '$SYS/#',
      ).length;
    const watcher = openSession({ port: broker.port, filters: ['#'] });
    await watcher.ready();
    const monitor = monitorOf(watcher);
    monitor.watchBroker(Date.now());
    const reason = await watcher.until('the reason', () => monitor.broker?.refusal);
    expect(reason).toBe('it closed the connection each time, and is not asked again');
    await monitor.leaveBroker();
    // Nor by whoever looks again.
    monitor.watchBroker(Date.now());
    expect(monitor.broker?.refusal).toBe(reason);
    await watcher.ready();
    expect([asked(), monitor.connection.status.state]).toEqual([2, 'connected']);
  });

  it('is nothing where it is refused, and the reason is kept', async () => {
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        const messageId = packet.messageId ?? 0;
        if (packet.subscriptions[0]?.topic === '$SYS/#')
          send({ cmd: 'suback', messageId, granted: [135] });
        else agree(packet);
      },
    });
    const watcher = openSession({ port: broker.port, filters: ['#'] });
    await watcher.ready();
    const monitor = monitorOf(watcher);
    monitor.watchBroker(Date.now());
    await watcher.until('the refusal', () => monitor.broker?.refusal);
    expect(monitor.broker?.refusal).toBe('not authorized (135)');
    expect(watcher.session.notice).toBeUndefined();
  });
});
