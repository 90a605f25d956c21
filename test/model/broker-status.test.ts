import { describe, expect, it } from 'vitest';
import type { MetricName } from '../../source/model/broker-metrics.ts';
import { BrokerStatus, type Metric } from '../../source/model/broker-status.ts';

type Told = readonly [topic: string, payload: string];

const statusOf = (told: readonly Told[], at = 1e6, isStored = false): BrokerStatus => {
  const status = new BrokerStatus();
  for (const [topic, payload] of told) status.record(topic, Buffer.from(payload), at, isStored);
  return status;
};

const values = (status: BrokerStatus, node = ''): Record<string, unknown> =>
  Object.fromEntries(
    Array.from(status.nodes.get(node) ?? [], ([name, { value }]) => [name, value]),
  );

const metric = (status: BrokerStatus, name: MetricName, node = ''): Metric | undefined =>
  status.nodes.get(node)?.get(name);

describe('what a broker tells about itself', () => {
  it('is read from Mosquitto', () => {
    const status = statusOf([
      ['$SYS/broker/version', 'mosquitto version 2.0.21'],
      ['$SYS/broker/uptime', '66 seconds'],
      ['$SYS/broker/clients/connected', '12'],
      ['$SYS/broker/retained messages/count', '100053'],
      ['$SYS/broker/heap/current', '39240296'],
      ['$SYS/broker/bytes/sent', '3090127'],
      ['$SYS/broker/load/bytes/sent/1min', '120.60'],
    ]);
    expect(values(status)).toEqual({
      version: 'mosquitto version 2.0.21',
      uptime: 66,
      connected: 12,
      retained: 100_053,
      memory: 39_240_296,
      'bytes sent': 3_090_127,
    });
    expect(metric(status, 'bytes sent')?.perSecond).toBeCloseTo(2.01);
  });

  it('is read from EMQX, each node of a cluster by itself', () => {
    const status = statusOf([
      ['$SYS/brokers', 'emqx@one,emqx@two'],
      ['$SYS/brokers/emqx@one/version', '5.8.4'],
      ['$SYS/brokers/emqx@one/uptime', '90500'],
      ['$SYS/brokers/emqx@one/stats/live_connections/count', '3'],
      ['$SYS/brokers/emqx@two/stats/retained/count', '7'],
      ['$SYS/brokers/emqx@two/metrics/messages/received', '41'],
      ['$SYS/brokers/emqx@two/clients/device/connected', '{}'],
    ]);
    expect(values(status, 'emqx@one')).toEqual({ version: '5.8.4', uptime: 90.5, connected: 3 });
    expect(values(status, 'emqx@two')).toEqual({ retained: 7, 'published to it': 41 });
    expect(status.unknown).toBe(2);
  });

  it('is read from VerneMQ, aedes and Mochi', () => {
    const status = statusOf([
      ['$SYS/VerneMQ@127.0.0.1/mqtt/publish/received', '5'],
      ['$SYS/VerneMQ@127.0.0.1/retain/messages', '8'],
      ['$SYS/VerneMQ@127.0.0.1/system/wallclock', '2000'],
      ['$SYS/4fd0c2/memory/heap/current', '1024'],
      ['$SYS/4fd0c2/clients/total', '2'],
      ['$SYS/broker/system/memory', '4096'],
      ['$SYS/broker/retained', '6'],
    ]);
    expect(values(status, 'VerneMQ@127.0.0.1')).toEqual({
      'published to it': 5,
      retained: 8,
      uptime: 2,
    });
    expect(values(status, '4fd0c2')).toEqual({ memory: 1024, connected: 2 });
    expect(values(status)).toEqual({ memory: 4096, retained: 6 });
  });

  it('is kept as text where an age is told in words, and passed over where it is no number', () => {
    const status = statusOf([
      ['$SYS/brokers/a/uptime', '2 days, 3 hours'],
      ['$SYS/broker/clients/connected', 'many'],
      ['$SYS/broker/retained messages/count', ''],
    ]);
    expect(values(status, 'a')).toEqual({ uptime: '2 days, 3 hours' });
    expect(values(status)['connected']).toBeUndefined();
    expect(values(status)).not.toHaveProperty('retained');
  });
});

const total = (status: BrokerStatus, value: number, at: number, isStored = false): void =>
  status.record('$SYS/broker/bytes/received', Buffer.from(String(value)), at, isStored);

describe('the rate of a total', () => {
  it('is measured between messages that are new, not from what was stored', () => {
    const status = new BrokerStatus();
    total(status, 1000, 0, true);
    total(status, 5000, 2000);
    expect(metric(status, 'bytes received')).toMatchObject({ value: 5000, rates: [] });
    total(status, 6000, 12_000);
    total(status, 8000, 22_000);
    expect(metric(status, 'bytes received')).toMatchObject({ value: 8000, perSecond: 200 });
    expect(metric(status, 'bytes received')?.rates).toEqual([100, 200]);
  });

  it('takes the place of what the broker works out', () => {
    const status = new BrokerStatus();
    const load = '$SYS/broker/load/bytes/received/1min';
    status.record(load, Buffer.from('60'), 0, false);
    total(status, 0, 0);
    expect(metric(status, 'bytes received')?.perSecond).toBe(1);
    total(status, 5000, 10_000);
    status.record(load, Buffer.from('90'), 10_000, false);
    expect(metric(status, 'bytes received')?.perSecond).toBe(500);
  });

  it('begins anew when the broker has begun anew', () => {
    const status = new BrokerStatus();
    for (const [value, at] of [
      [1000, 0],
      [2000, 1000],
      [10, 2000],
      [60, 3000],
    ] as const)
      total(status, value, at);
    expect(metric(status, 'bytes received')?.rates).toEqual([1000, 50]);
  });

  it('is not measured over an instant, and no more of them are kept than can be shown', () => {
    const status = new BrokerStatus();
    total(status, 0, 0);
    total(status, 1e9, 1);
    expect(metric(status, 'bytes received')?.rates).toEqual([]);
    for (let index = 1; index <= 500; index += 1) total(status, 1e9 + index, index * 1000);
    expect(metric(status, 'bytes received')?.rates).toHaveLength(120);
  });
});

describe('a hostile broker', () => {
  it('fills no memory with nodes or long texts', () => {
    const status = new BrokerStatus();
    for (let index = 0; index < 1000; index += 1)
      status.record(`$SYS/brokers/n${index}/version`, Buffer.alloc(100_000, 'x'), 0, false);
    expect(status.nodes.size).toBe(50);
    expect(String(metric(status, 'version', 'n0')?.value)).toHaveLength(500);
    expect(status.received).toBe(1000);
  });
});
