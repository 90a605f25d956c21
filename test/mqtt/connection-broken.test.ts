import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Unanswered } from '../../source/mqtt/request-errors.ts';
import { connected, watchConnection } from '../support/connections.ts';
import { type FakeBroker, type FakeClient, startFakeBroker } from '../support/fake-broker.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

/** A broker that answers a CONNECT with these bytes and stays. */
const answering = (hex: string): Promise<FakeBroker> =>
  startFakeBroker({ connect: (_, { socket }) => socket.write(bytes(hex)) });

const onlyClient = ({ clients }: FakeBroker): FakeClient => [...clients][0] as FakeClient;

describe('Connection: what is no MQTT', () => {
  it.each([
    ['CONNACK and garbage', '20 02 00 00 00 00 00 00', 4, 'a packet of type 0'],
    ['CONNACK and a packet with broken flags', '20 02 00 00 41 02 00 01', 4, 'header flag'],
    ['CONNACK and garbage, MQTT 5', '20 03 00 00 00 10 ff', 5, 'a packet of type 1'],
    ['a CONNACK without a code', '20 00', 4, 'a malformed CONNACK'],
    ['a CONNACK that is too long', '20 05 00 00 00 01 02', 5, 'a malformed CONNACK'],
    ['something else', Buffer.from('220 mail\r\n').toString('hex'), 4, 'PUBLISH before CONNACK'],
  ] as const)('is told at once instead of connected: %s', async (_, hex, version, words) => {
    const broker = await answering(hex);
    const { connection, statuses, untilState } = watchConnection({
      port: broker.port,
      protocolVersion: version,
    });
    connection.open();
    const { problem } = await untilState('waiting', undefined, 3000);
    expect(problem).toMatch(
      new RegExp(`^127\\.0\\.0\\.1:${broker.port} answers, but not in MQTT \\(.*${words}`),
    );
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'waiting']);
    await broker.deserted();
  });

  it('makes MQTT 3.1.1 out of an answer that is none of MQTT 5', async () => {
    const broker = await answering('20 02 00 00');
    const { connection, untilState } = watchConnection({ port: broker.port });
    connection.open();
    expect(await untilState('connected')).toEqual({ state: 'connected', protocolVersion: 4 });
  });

  it.each([
    ['a packet of type 0', '00 00', 'a packet of type 0, which brokers never send'],
    ['broken flags', '41 02 00 01', 'Invalid header flag'],
    ['a topic alias that nobody gave', '30 06 00 00 03 23 00 05', 'lias'],
    ['a second CONNACK', '20 03 00 00 00', 'duplicate CONNACK'],
    ['a message without its identifier', '32 03 00 01 61', 'PUBLISH without a packet identifier'],
    ['an answer without one', '62 00', 'PUBREL without a packet identifier'],
  ])('is told as what it is on a connection that stands: %s', async (_, hex, words) => {
    const broker = await startFakeBroker();
    const { untilState } = await connected({ port: broker.port, protocolVersion: 5 });
    onlyClient(broker).socket.write(bytes(hex));
    const { problem } = await untilState('waiting');
    expect(problem).toMatch(/^The broker sent something that is not MQTT: .*\.$/);
    expect(problem).toContain(words);
    await broker.deserted();
  });

  it.each([
    [5, [0, 0], '2 reason codes'],
    [5, [0, 135, 0], '3 reason codes'],
    [4, [0, 128], '2 reason codes'],
  ] as const)(
    'is told of a SUBACK of level %i with the codes %j',
    async (level, granted, words) => {
      const broker = await startFakeBroker({
        subscribe: ({ messageId = 0 }, { send }) =>
          send({ cmd: 'suback', messageId, granted: [...granted] }),
      });
      const { connection, untilState } = await connected({
        port: broker.port,
        protocolVersion: level,
      });
      await expect(connection.subscribe('a', { qos: 0 })).rejects.toThrow('lost');
      expect((await untilState('waiting')).problem).toBe(
        `The broker sent something that is not MQTT: SUBACK with ${words} for one topic filter.`,
      );
      await broker.deserted();
    },
  );

  it.each([
    [5, '90 03 00 01 00'],
    [4, '90 02 00 01'],
  ] as const)('is told of a SUBACK of level %i without a code', async (level, hex) => {
    const broker = await startFakeBroker({
      subscribe: (_, { socket }) => socket.write(bytes(hex)),
    });
    const { connection, untilState } = await connected({
      port: broker.port,
      protocolVersion: level,
    });
    await expect(connection.subscribe('a', { qos: 0 })).rejects.toThrow('lost');
    expect((await untilState('waiting')).problem).toBe(
      'The broker sent something that is not MQTT: SUBACK with 0 reason codes for one topic filter.',
    );
    await broker.deserted();
  });

  it('is an incomplete packet', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const broker = await startFakeBroker();
    const { connection, statuses } = watchConnection({ port: broker.port, protocolVersion: 4 });
    connection.open();
    const states = (): string[] => statuses.map(({ state }) => state);
    await vi.waitUntil(() => states().includes('connected'));
    await connection.publish('marker', '', { qos: 1, retain: false });
    onlyClient(broker).socket.write(bytes('30 ff ff 7f'));
    // Swallowed by the packet that never ends.
    const asked = [connection.subscribe('a', { qos: 0 }), connection.unsubscribe('b')];
    const answers = Promise.allSettled(asked);
    await broker.received('subscribe');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answers).toEqual([
      { status: 'rejected', reason: new Unanswered('SUBSCRIBE') },
      { status: 'rejected', reason: new Unanswered('UNSUBSCRIBE') },
    ]);
    expect(statuses.find(({ state }) => state === 'waiting')).toMatchObject({
      problem: 'The broker sent something that is not MQTT: an incomplete packet.',
    });
  });

  it('does not end as a suspicion about the client identifier', async () => {
    const broker = await startFakeBroker();
    const { connection, untilState } = await connected({ port: broker.port });
    for (let times = 0; times < 4; times += 1) {
      onlyClient(broker).socket.write(bytes('00 00'));
      const { problem } = await untilState('waiting');
      expect(problem).toContain('is not MQTT');
      await broker.deserted();
      connection.retryNow();
      await untilState('connected');
    }
  });
});

it('losses for want of an answer to pings do not end as a suspicion about the client identifier', async () => {
  const broker = await startFakeBroker({ pingreq: () => undefined });
  const { connection, untilState } = await connected({ port: broker.port, keepAlive: 1 });
  for (let times = 0; times < 3; times += 1) {
    const { problem } = await untilState('waiting');
    expect(problem).toContain('keep alive');
    connection.retryNow();
    await untilState('connected');
  }
});
