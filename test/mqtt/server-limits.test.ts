import type { IConnackPacket, IPublishPacket } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { ConnectionLost, Refused } from '../../source/mqtt/request-errors.ts';
import { limitsInWords, serverLimits, sharedDoubt } from '../../source/mqtt/server-limits.ts';
import { connected } from '../support/connections.ts';
import { type Answers, type FakeBroker, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { until } from '../support/until.ts';

/** A broker whose CONNACK has these properties. */
const brokerSaying = (
  properties: NonNullable<IConnackPacket['properties']>,
  answers: Answers = {},
): Promise<FakeBroker> =>
  startFakeBroker({
    connect: (_, { send }) =>
      send({ cmd: 'connack', sessionPresent: false, reasonCode: 0, properties }),
    ...answers,
  });

describe('what the broker says it does not take', () => {
  it.each([
    ['$share/g/a', { sharedSubscriptionAvailable: false }, 'no shared subscriptions'],
    ['a/+', { wildcardSubscriptionAvailable: false }, 'no wildcards'],
    ['$share/g/#', { wildcardSubscriptionAvailable: false }, 'no wildcards'],
    ['a'.repeat(100), { maximumPacketSize: 100 }, 'at most 100 bytes a packet'],
  ])('is not subscribed to: %s', async (filter, properties, words) => {
    const broker = await brokerSaying(properties);
    const { connection } = await connected({ port: broker.port });
    await expect(connection.subscribe(filter, { qos: 0 })).rejects.toThrow(
      new Refused(`${words} on this broker`),
    );
    expect(await connection.subscribe('b', { qos: 0 })).toBe(0);
    const asked = broker.packets.filter(({ cmd }) => cmd === 'subscribe');
    expect(asked).toHaveLength(1);
  });

  it.each([
    [{ qos: 0, retain: true }, { retainAvailable: false }, 'no retained messages'],
    [{ qos: 2, retain: false, insistsOnQos: true }, { maximumQoS: 1 }, 'at most QoS 1'],
  ] as const)('is not published: %o', async (how, properties, words) => {
    const broker = await brokerSaying(properties);
    const { connection } = await connected({ port: broker.port });
    await expect(connection.publish('a', 'x', how)).rejects.toThrow(
      new Refused(`${words} on this broker`),
    );
    await connection.publish('b', 'x', { qos: 1, retain: false });
    const published = broker.packets.filter(({ cmd }) => cmd === 'publish');
    expect(published).toMatchObject([{ topic: 'b' }]);
  });

  it('lowers the QoS where nobody insists on it', async () => {
    const broker = await brokerSaying({ maximumQoS: 1 });
    const { connection } = await connected({ port: broker.port });
    await connection.publish('a', 'x', { qos: 2, retain: false });
    expect(await broker.received('publish')).toMatchObject({ qos: 1 });
  });

  it('leaves the subscription identifier out', async () => {
    const broker = await brokerSaying({ subscriptionIdentifiersAvailable: false });
    const { connection } = await connected({ port: broker.port });
    await connection.subscribe('a', { qos: 0, identifier: 7 });
    expect((await broker.received('subscribe')).properties).toBeUndefined();
  });

  it('is put in words, and there are none where it takes all', () => {
    const all = serverLimits(undefined);
    expect(limitsInWords(all)).toEqual([]);
    expect(
      limitsInWords({
        ...all,
        maximumQos: 1,
        retain: false,
        wildcards: false,
        sharedSubscriptions: false,
        subscriptionIdentifiers: false,
        packetSize: 1000,
      }),
    ).toEqual([
      'QoS 1 at most',
      'no retained messages',
      'no wildcards',
      'no shared subscriptions',
      'no subscription identifiers',
      '1000 bytes a packet at most',
    ]);
  });

  it.each([
    ['$share/g/#', 4, true],
    ['$share/g/#', 5, false],
    ['a/#', 4, false],
  ] as const)('is in doubt: %s with level %i is %s', (filter, protocolVersion, isInDoubt) => {
    expect(sharedDoubt(filter, { state: 'connected', protocolVersion }) !== '').toBe(isInDoubt);
  });
});

describe('the receive maximum', () => {
  it('is never exceeded, and all goes in order', async () => {
    let most = 0;
    const held: (() => void)[] = [];
    const broker = await brokerSaying(
      { receiveMaximum: 3 },
      {
        publish: (packet, { agree }) => {
          held.push(() => agree(packet));
          most = Math.max(most, held.length);
          // Answers only once there are no more to come.
          if (held.length === 3)
            setImmediate(() => {
              for (const answer of held.splice(0)) answer();
            });
        },
      },
    );
    const { connection } = await connected({ port: broker.port });
    const payloads = Array.from({ length: 12 }, (_each, index) => `${index}`);
    await Promise.all(
      payloads.map((payload) => connection.publish('a', payload, { qos: 1, retain: false })),
    );
    expect(most).toBe(3);
    const came = broker.packets.filter(
      (packet): packet is IPublishPacket => packet.cmd === 'publish',
    );
    expect(came.map(({ payload }) => payload.toString())).toEqual(payloads);
  });

  it('keeps nothing back for the next connection', async () => {
    const broker = await brokerSaying({ receiveMaximum: 1 }, { publish: () => undefined });
    const { connection } = await connected({ port: broker.port });
    const how = { qos: 1, retain: false } as const;
    const asked = ['1', '2', '3'].map((payload) => connection.publish('a', payload, how));
    await broker.received('publish');
    for (const { socket } of broker.clients) socket.destroy();
    for (const each of asked) await expect(each).rejects.toThrow(ConnectionLost);
    expect(broker.packets.filter(({ cmd }) => cmd === 'publish')).toHaveLength(1);
  });
});

it.each([0, 60])('the keep alive of the server replaces ours, %i s', async (keepAlive) => {
  const broker = await brokerSaying({ serverKeepAlive: 1 });
  const { connection } = await connected({ port: broker.port, keepAlive });
  await broker.received('pingreq');
  expect(connection.status.state).toBe('connected');
});

describeWith(mosquittoMissing, 'Mosquitto', () => {
  it('with max_inflight_messages gets no more at once, and everything', async () => {
    const { port, log } = await forThisTest(startMosquitto({ extra: ['max_inflight_messages 2'] }));
    const { connection, messages, untilMessage } = await connected({ port });
    expect(connection.limits.receiveMaximum).toBe(2);
    await connection.subscribe('a', { qos: 2 });
    const payloads = Array.from({ length: 50 }, (_each, index) => `${index}`);
    await Promise.all(
      payloads.map((payload) => connection.publish('a', payload, { qos: 2, retain: false })),
    );
    await untilMessage(({ payload }) => payload.toString() === '49');
    expect(messages).toHaveLength(50);
    expect(log()).not.toContain('disconnected');
  });

  it('with max_packet_size is sent nothing larger', async () => {
    const { port } = await forThisTest(startMosquitto({ extra: ['max_packet_size 200'] }));
    const { connection } = await connected({ port });
    const how = { qos: 1, retain: false } as const;
    await expect(connection.publish('a', 'x'.repeat(200), how)).rejects.toThrow(
      new Refused('at most 200 bytes a packet on this broker'),
    );
    await expect(connection.subscribe('a'.repeat(200), { qos: 0 })).rejects.toThrow(Refused);
    await connection.publish('a', 'x', how);
  });

  it('with max_keepalive takes a client that has switched its own off', async () => {
    const { port, log } = await forThisTest(startMosquitto({ extra: ['max_keepalive 10'] }));
    const { connection } = await connected({ port, keepAlive: 0 });
    await until({
      what: 'a PINGREQ',
      find: () => log().includes('Received PINGREQ'),
      subscribe: (look) => {
        const timer = setInterval(look, 100);
        return () => clearInterval(timer);
      },
      seen: log,
      timeout: 12_000,
    });
    expect(connection.status.state).toBe('connected');
  }, 20_000);
});
