import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '../../source/mqtt/connection-options.ts';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { Refused } from '../../source/mqtt/request-errors.ts';
import { packetUserProperties } from '../../source/mqtt/user-properties.ts';
import { connected, listener, textsOn } from '../support/connections.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { forThisTest } from '../support/for-this-test.ts';

const refusal = async (request: Promise<unknown>): Promise<string> => {
  const error: unknown = await request.then(String, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refused);
  return (error as Refused).message;
};

/** The packet identifier that an answer needs. */
const idOf = ({ messageId }: { messageId?: number | undefined }): number => messageId ?? 0;

const isStanding = ({ state }: ConnectionStatus): boolean => state === 'connected';

describe('Connection: subscribing', () => {
  it.each([
    [5, 135, 'not authorized (135)'],
    [5, 143, 'topic filter invalid (143)'],
    [5, 162, 'wildcard subscriptions not supported (162)'],
    [4, 128, 'unspecified error (128)'],
  ] as const)(
    'with level %i is refused by SUBACK code %i: %s',
    async (protocolVersion, code, words) => {
      const broker = await startFakeBroker({
        subscribe: (packet, { agree, send }) => {
          const isSecret = packet.subscriptions[0]?.topic === 'secret/#';
          if (isSecret) send({ cmd: 'suback', messageId: idOf(packet), granted: [code] });
          else agree(packet);
        },
      });
      const { connection } = await connected({ port: broker.port, protocolVersion });
      expect(await refusal(connection.subscribe('secret/#', { qos: 1 }))).toBe(words);
      expect(await connection.subscribe('open/#', { qos: 1 })).toBe(1);
      expect(isStanding(connection.status)).toBe(true);
    },
  );

  it('tells the QoS that was granted, which may be less', async () => {
    const broker = await startFakeBroker({
      subscribe: (packet, { send }) =>
        send({ cmd: 'suback', messageId: idOf(packet), granted: [0] }),
    });
    const { connection } = await connected({ port: broker.port });
    expect(await connection.subscribe('a', { qos: 2 })).toBe(0);
  });

  it('asks for the RETAIN flag as published only where that is wanted', async () => {
    const broker = await startFakeBroker();
    const { connection } = await connected({ port: broker.port });
    await connection.subscribe('a', { qos: 0, retainAsPublished: true });
    await connection.subscribe('b', { qos: 0 });
    const asked = broker.packets.flatMap((packet) =>
      packet.cmd === 'subscribe' ? packet.subscriptions : [],
    );
    expect(asked).toMatchObject([
      { topic: 'a', rap: true, nl: false, rh: 0 },
      { topic: 'b', rap: false },
    ]);
  });

  it('is asked again for a filter that it has: the broker repeats what it retains', async () => {
    const broker = await startFakeBroker();
    const { connection } = await connected({ port: broker.port });
    await connection.subscribe('a', { qos: 0 });
    await connection.subscribe('a', { qos: 0 });
    expect(broker.packets.filter(({ cmd }) => cmd === 'subscribe')).toHaveLength(2);
  });

  it('ends with unsubscribing', async () => {
    const broker = await startFakeBroker();
    const { connection } = await connected({ port: broker.port });
    await connection.unsubscribe('a/+/#');
    expect(await broker.received('unsubscribe')).toMatchObject({ unsubscriptions: ['a/+/#'] });
  });
});

describe('Connection: publishing', () => {
  it.each([
    [1, 135, 'not authorized (135)'],
    [1, 144, 'topic name invalid (144)'],
    [1, 151, 'quota exceeded (151)'],
    [2, 135, 'not authorized (135)'],
    [2, 153, 'payload format invalid (153)'],
  ] as const)('with QoS %i is refused by code %i: %s', async (qos, code, words) => {
    const broker = await startFakeBroker({
      publish: (packet, { agree, send }) => {
        const cmd = packet.qos === 1 ? 'puback' : 'pubrec';
        if (packet.topic === 'secret') send({ cmd, messageId: idOf(packet), reasonCode: code });
        else agree(packet);
      },
    });
    const { connection } = await connected({ port: broker.port });
    expect(await refusal(connection.publish('secret', 'x', { qos, retain: false }))).toBe(words);
    await connection.publish('open', 'x', { qos: 1, retain: false });
    expect(isStanding(connection.status)).toBe(true);
  });

  it('succeeds where nobody listens (16)', async () => {
    const broker = await startFakeBroker({
      publish: (packet, { send }) =>
        send({ cmd: 'puback', messageId: idOf(packet), reasonCode: 16 }),
    });
    const { connection } = await connected({ port: broker.port });
    await expect(connection.publish('a', 'x', { qos: 1, retain: false })).resolves.toBeUndefined();
  });

  it('has an expiry with MQTT 5 only', async () => {
    const broker = await startFakeBroker();
    const options = { qos: 1, retain: true, expiry: 300 } as const;
    for (const protocolVersion of [5, 4] as const) {
      const { connection } = await connected({ port: broker.port, protocolVersion });
      await connection.publish('a', `${protocolVersion}`, options);
    }
    const sent = broker.packets.filter((packet) => packet.cmd === 'publish');
    expect(sent).toMatchObject([
      { topic: 'a', qos: 1, retain: true, properties: { messageExpiryInterval: 300 } },
      { topic: 'a', qos: 1, retain: true },
    ]);
    expect(sent[1]?.properties).toBeUndefined();
  });

  it.each([0, 1, 2] as const)('with QoS %i reaches who listens, in order', async (qos) => {
    const { port } = await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port: 0 }));
    const ear = await listener({ port }, 'room/#');
    const { connection } = await connected({ port });
    const texts = Array.from({ length: 200 }, (_, index) => `${index} 你好`);
    await Promise.all(
      texts.map((text) => connection.publish('room/a', text, { qos, retain: false })),
    );
    await ear.untilMessage(({ payload }) => String(payload) === texts.at(-1));
    expect(textsOn(ear, 'room/a')).toEqual(texts);
  });
});

describe('Connection: receiving', () => {
  it('hands out bytes, QoS, RETAIN and the properties of MQTT 5', async () => {
    const properties = {
      payloadFormatIndicator: false,
      messageExpiryInterval: 60,
      contentType: 'application/octet-stream',
      responseTopic: 'answers',
      correlationData: Buffer.from([1, 2, 3]),
    };
    const userProperties = [
      ['tag', 'b'],
      ['unit', '°C'],
      ['tag', 'a'],
      ['1', ''],
    ] as const;
    const bytes = Buffer.from([0xff, 0x00, 0x1b, 0x5d]);
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        const flags = { qos: 1, retain: true, dup: false } as const;
        agree(packet);
        send({
          cmd: 'publish',
          topic: 'a//b',
          payload: bytes,
          ...flags,
          messageId: 7,
          properties: { ...properties, ...packetUserProperties(userProperties) },
        });
      },
    });
    const before = Date.now();
    const { connection, untilMessage } = await connected({ port: broker.port });
    await connection.subscribe('a//b', { qos: 1 });
    const message = await untilMessage(() => true);
    expect(message).toMatchObject({
      topic: 'a//b',
      qos: 1,
      retain: true,
      properties: { ...properties, userProperties },
    });
    expect([...message.payload]).toEqual([...bytes]);
    expect(message.receivedAt).toBeGreaterThanOrEqual(before);
    expect(message.receivedAt).toBeLessThanOrEqual(Date.now());
    await broker.received('puback', ({ messageId }) => messageId === 7);
  });

  it('takes an empty payload and the largest topic name', async () => {
    const topic = 'x'.repeat(65_535);
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        agree(packet);
        send({ cmd: 'publish', topic, payload: '', qos: 0, retain: false, dup: false });
      },
    });
    const { connection, untilMessage } = await connected({ port: broker.port });
    await connection.subscribe('#', { qos: 0 });
    const message = await untilMessage(() => true);
    expect(message.topic).toBe(topic);
    expect(message.payload).toHaveLength(0);
  });
});

describeWith(mosquittoMissing, 'Connection: an ACL of Mosquitto', () => {
  const acl = 'topic readwrite open/#\ntopic write writable\n';

  it('shows in PUBACK and PUBREC with MQTT 5', async () => {
    const { port } = await forThisTest(startMosquitto({ acl }));
    const { connection } = await connected({ port });
    for (const qos of [1, 2] as const)
      expect(await refusal(connection.publish('secret', 'x', { qos, retain: false }))).toBe(
        'not authorized (135)',
      );
    await connection.publish('open/a', 'x', { qos: 1, retain: false });
    expect(isStanding(connection.status)).toBe(true);
  });

  it.each([5, 4] as const)(
    'with level %i grants what must not be read, and never delivers it',
    async (protocolVersion) => {
      const { port } = await forThisTest(startMosquitto({ acl }));
      const ear = await connected({ port, protocolVersion });
      expect(await ear.connection.subscribe('writable', { qos: 1 })).toBe(1);
      await ear.connection.subscribe('open/#', { qos: 1 });
      const { connection } = await connected({ port });
      await connection.publish('writable', 'x', { qos: 1, retain: false });
      await connection.publish('open/marker', 'x', { qos: 1, retain: false });
      await ear.untilMessage(({ topic }) => topic === 'open/marker');
      expect(ear.messages.map(({ topic }) => topic)).toEqual(['open/marker']);
    },
  );
});
