import type { IConnectPacket, QoS } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { bareClient, bareConnection } from '../support/bare-client.ts';
import {
  comeAgain,
  leave,
  messagesOf,
  publish,
  startBroker as start,
  subscribe,
} from '../support/broker-clients.ts';

const text = (value: string | readonly number[]): number[] => {
  const bytes = typeof value === 'string' ? [...Buffer.from(value)] : value;
  return [bytes.length >> 8, bytes.length & 0xff, ...bytes];
};

const bytes = (header: number, ...parts: readonly (readonly number[])[]): Buffer => {
  const body = parts.flat();
  return Buffer.from([header, body.length, ...body]);
};

const connectBytes = (flags: number, ...parts: readonly (readonly number[])[]): Buffer =>
  bytes(0x10, text('MQTT'), [4, flags, 0, 60], ...parts);

describe('a CONNECT', () => {
  it('with neither a client identifier nor clean session is answered 2', async () => {
    const client = await bareConnection(await start());
    client.send(connectBytes(0, text('')));
    expect((await client.untilPacket('connack')).returnCode).toBe(2);
    await client.untilClosed();
  });

  it('without a client identifier is taken with clean session', async () => {
    const client = await bareConnection(await start());
    client.send(connectBytes(2, text('')));
    expect((await client.untilPacket('connack')).returnCode).toBe(0);
  });

  it.each<[string, Buffer]>([
    ['a reserved flag', connectBytes(3, text('a'))],
    ['an identifier that is no UTF-8', connectBytes(2, text([0xff]))],
    ['an identifier with half a surrogate pair', connectBytes(2, text([0xed, 0xa0, 0x80]))],
    ['an identifier with U+0000', connectBytes(2, text('a\0'))],
    ['a will with QoS 3', connectBytes(0x1e, text('a'), text('w'), text(''))],
    ['a will without a topic', connectBytes(6, text('a'), text(''), text(''))],
    ['a will to a wildcard', connectBytes(6, text('a'), text('w/#'), text(''))],
    ['a will to U+0000', connectBytes(6, text('a'), text('w\0'), text(''))],
    ['flags of a will that is not there', connectBytes(0x22, text('a'))],
    ['a password without a user name', connectBytes(0x42, text('a'), text('secret'))],
    ['bytes behind its end', connectBytes(2, text('a'), [0])],
    ['too few bytes', connectBytes(0x82, text('a'))],
    ['another protocol', bytes(0x10, text('MQTX'), [4, 2, 0, 60], text('a'))],
    ['the name of 3.1.1 and the number of 3.1', bytes(0x10, text('MQTT'), [3, 2, 0, 60], text(''))],
    ['flags in its header', Buffer.from([0x11, ...connectBytes(2, text('a')).subarray(1)])],
  ])('with %s ends the connection without an answer', async (_what, packet) => {
    const client = await bareConnection(await start());
    client.send(packet);
    await client.untilClosed();
    expect(client.packets).toEqual([]);
  });

  it('says whether there is a session, with subscriptions or without', async () => {
    const port = await start();
    const present: unknown[] = [];
    const come = async (clean: boolean): Promise<void> => {
      const client = await bareClient(port, { clientId: 'kept', clean });
      present.push((await client.untilPacket('connack')).sessionPresent);
      client.send({ cmd: 'disconnect' });
      await client.untilClosed();
    };
    for (const clean of [false, false, true, false, false]) await come(clean);
    expect(present).toEqual([false, true, false, false, true]);
  });
});

describe('a packet of a client', () => {
  const id = [0, 1];
  it.each<[string, Buffer]>([
    ['PUBLISH with QoS 3', bytes(0x36, text('a'), id)],
    ['PUBLISH without a topic', bytes(0x30, text(''))],
    ['PUBLISH to a wildcard', bytes(0x30, text('a/+'))],
    ['PUBLISH to U+0000', bytes(0x30, text('a\0b'))],
    ['PUBLISH to what is no UTF-8', bytes(0x30, text([0xc3, 0x28]))],
    ['PUBLISH with packet identifier 0', bytes(0x32, text('a'), [0, 0])],
    ['a retained PUBLISH to a control character', bytes(0x31, text('a\u0007'), [1])],
    ['a retained PUBLISH to U+0000', bytes(0x31, text('a\0'), [1])],
    ['PUBACK for packet identifier 0', bytes(0x40, [0, 0])],
    ['PUBACK with bytes behind its end', bytes(0x40, id, [0])],
    ['PUBREL without its flags', bytes(0x60, id)],
    ['PUBREL with DUP in 3.1.1', bytes(0x6a, id)],
    ['SUBSCRIBE without its flags', bytes(0x80, id, text('a'), [0])],
    ['SUBSCRIBE with packet identifier 0', bytes(0x82, [0, 0], text('a'), [0])],
    ['SUBSCRIBE without a filter', bytes(0x82, id)],
    ['SUBSCRIBE to "a#"', bytes(0x82, id, text('a#'), [0])],
    ['SUBSCRIBE to "a+/b"', bytes(0x82, id, text('a+/b'), [0])],
    ['SUBSCRIBE to "+a"', bytes(0x82, id, text('+a'), [0])],
    ['SUBSCRIBE to "#/a"', bytes(0x82, id, text('#/a'), [0])],
    ['SUBSCRIBE to ""', bytes(0x82, id, text(''), [0])],
    ['SUBSCRIBE to U+0000', bytes(0x82, id, text('a\0'), [0])],
    ['SUBSCRIBE to what is no UTF-8', bytes(0x82, id, text([0x80]), [0])],
    ['SUBSCRIBE with QoS 3', bytes(0x82, id, text('a'), [3])],
    ['UNSUBSCRIBE from nothing', bytes(0xa2, id)],
    ['UNSUBSCRIBE from "a#"', bytes(0xa2, id, text('a#'))],
    ['PINGREQ with bytes behind its end', bytes(0xc0, [0])],
    ['DISCONNECT with bytes behind its end', bytes(0xe0, [0])],
    ['CONNACK', bytes(0x20, [0, 0])],
    ['a second CONNECT', connectBytes(2, text('a'))],
    ['packet type 0', bytes(0x00)],
    ['packet type 15', bytes(0xf0)],
    ['a length of five bytes', Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 1])],
  ])('%s ends its connection, and nobody else hears of it', async (_what, packet) => {
    const port = await start();
    const client = await bareClient(port);
    const other = await bareClient(port, { clientId: 'other' });
    await subscribe(other, '#');
    client.send(packet);
    await client.untilClosed();
    expect(await messagesOf(other)).toEqual([]);
  });

  it.each([
    ['PUBREL', bytes(0x6a, [0, 9]), 'pubcomp'],
    ['SUBSCRIBE', bytes(0x8a, [0, 9], text('a'), [0]), 'suback'],
    ['UNSUBSCRIBE', bytes(0xaa, [0, 9], text('a')), 'unsuback'],
  ] as const)('%s with DUP is taken in MQTT 3.1', async (_what, packet, answer) => {
    const old: Partial<IConnectPacket> = { protocolId: 'MQIsdp', protocolVersion: 3 };
    const client = await bareClient(await start(), old);
    client.send(packet);
    expect((await client.untilPacket(answer)).messageId).toBe(9);
  });

  it('comes in any pieces', async () => {
    const port = await start();
    const client = await bareConnection(port);
    for (const byte of Buffer.concat([
      connectBytes(2, text('slow')),
      bytes(0x82, [0, 1], text('a'), [0]),
      bytes(0x30, text('a'), [0x78]),
    ]))
      client.send(Buffer.from([byte]));
    expect(String((await client.untilPacket('publish')).payload)).toBe('x');
  });

  it('is done before the connection ends, when the client has said all that it had to say', async () => {
    const port = await start();
    const ear = await bareClient(port, { clientId: 'ear' });
    await subscribe(ear, 'last');
    const hasty = await bareConnection(port);
    hasty.socket.end(
      Buffer.concat([
        connectBytes(2, text('hasty')),
        ...Array.from({ length: 100 }, () => bytes(0x32, text('last'), [0, 1])),
      ]),
    );
    await hasty.untilClosed();
    expect(await messagesOf(ear)).toHaveLength(100);
  });
});

describe('a retained message', () => {
  it.each<[QoS, QoS, QoS]>([
    [1, 0, 0],
    [2, 0, 0],
    [2, 1, 1],
    [1, 2, 1],
    [0, 2, 0],
  ])('with QoS %i goes to a subscription with QoS %i with %i', async (sent, granted, received) => {
    const client = await bareClient(await start());
    publish(client, 'a/b', { retain: true, qos: sent });
    if (sent === 2) client.send({ cmd: 'pubrel', messageId: 7 });
    await subscribe(client, 'a/+', granted);
    const { qos, retain } = await client.untilPacket('publish');
    expect({ qos, retain }).toEqual({ qos: received, retain: true });
  });

  it.each([
    ['+/b2', ['/b2', 'x/b2']],
    ['a/+/b', ['a//b']],
    ['test/topic/+', ['test/topic/']],
    ['+', ['a', 'one']],
    ['/#', ['/b2', '/']],
    ['a/#', ['a//b', 'a']],
    ['#', ['/b2', 'x/b2', 'a//b', 'a', 'test/topic/', 'one', '/']],
  ])('is found by %s, with empty levels', async (filter, expected) => {
    const client = await bareClient(await start());
    for (const topic of ['/b2', 'x/b2', 'a//b', 'a', 'test/topic/', 'one', '/'])
      publish(client, topic, { retain: true });
    await subscribe(client, filter);
    const topics = (await messagesOf(client)).map(({ topic }) => topic);
    expect(topics.toSorted()).toEqual(expected.toSorted());
  });

  it('comes once to a subscription that is made after it', async () => {
    const client = await bareClient(await start());
    client.socket.cork();
    for (const qos of [0, 1] as const) publish(client, `a/${qos}`, { retain: true, qos });
    client.send({ cmd: 'subscribe', messageId: 5, subscriptions: [{ topic: 'a/#', qos: 1 }] });
    client.socket.uncork();
    const messages = await messagesOf(client);
    expect(messages.map(({ topic, retain }) => [topic, retain])).toEqual([
      ['a/0', true],
      ['a/1', true],
    ]);
  });

  it('comes once to a subscription that was made before it, and loses none beside it', async () => {
    const client = await bareClient(await start());
    client.socket.cork();
    client.send({ cmd: 'subscribe', messageId: 5, subscriptions: [{ topic: 'a', qos: 0 }] });
    publish(client, 'a', { retain: true, payload: 'kept' });
    publish(client, 'a', { payload: 'live' });
    client.socket.uncork();
    const messages = await messagesOf(client);
    expect(messages.map(({ payload, retain }) => [String(payload), retain])).toEqual([
      ['kept', false],
      ['live', false],
    ]);
  });

  it('comes once where several filters of one SUBSCRIBE match, with the greatest QoS', async () => {
    const client = await bareClient(await start());
    publish(client, 'a/b', { retain: true, qos: 1 });
    client.send({
      cmd: 'subscribe',
      messageId: 5,
      subscriptions: [
        { topic: '#', qos: 0 },
        { topic: 'a/+', qos: 1 },
      ],
    });
    expect((await messagesOf(client)).map(({ qos }) => qos)).toEqual([1]);
  });
});

describe('a session that is kept', () => {
  it('gets what came meanwhile, and with DUP what it did not acknowledge', async () => {
    const port = await start();
    const first = await comeAgain(port);
    await subscribe(first, 'a/#', 1);
    const other = await bareClient(port);
    publish(other, 'a/1', { qos: 1 });
    const sent = await first.untilPacket('publish');
    expect(sent.dup).toBe(false);
    await leave(first);
    publish(other, 'a/2', { qos: 2 });
    await other.untilPacket('pubrec');
    const second = await comeAgain(port);
    const got = (await messagesOf(second)).map(({ topic, dup, qos, messageId }) => [
      topic,
      dup,
      qos,
      messageId === sent.messageId,
    ]);
    expect(got).toEqual([
      ['a/1', true, 1, true],
      ['a/2', false, 1, false],
    ]);
    for (const packet of second.packets)
      if (packet.cmd === 'publish' && packet.qos === 1)
        second.send({ cmd: 'puback', messageId: packet.messageId! });
    await messagesOf(second);
    await leave(second);
    expect(await messagesOf(await comeAgain(port))).toEqual([]);
  });

  it('gets PUBREL again until it has answered it', async () => {
    const port = await start();
    const first = await comeAgain(port);
    await subscribe(first, 'a', 2);
    const other = await bareClient(port);
    publish(other, 'a', { qos: 2 });
    other.send({ cmd: 'pubrel', messageId: 7 });
    const { messageId = 0 } = await first.untilPacket('publish');
    first.send({ cmd: 'pubrec', messageId });
    await first.untilPacket('pubrel');
    await leave(first);
    const second = await comeAgain(port);
    expect((await second.untilPacket('pubrel')).messageId).toBe(messageId);
    second.send({ cmd: 'pubcomp', messageId });
    expect(await messagesOf(second)).toEqual([]);
    await leave(second);
    const third = await comeAgain(port);
    expect(await messagesOf(third)).toEqual([]);
    expect(third.packets.map(({ cmd }) => cmd)).not.toContain('pubrel');
  });

  it('is gone with clean session', async () => {
    const port = await start();
    const first = await comeAgain(port);
    await subscribe(first, 'a', 1);
    await leave(first);
    await leave(await bareClient(port, { clientId: 'kept', clean: true }));
    const other = await bareClient(port);
    publish(other, 'a', { qos: 1 });
    await other.untilPacket('puback');
    expect(await messagesOf(await comeAgain(port))).toEqual([]);
  });
});

it('DUP of a publisher is not passed on', async () => {
  const client = await bareClient(await start());
  await subscribe(client, 'a', 1);
  publish(client, 'a', { qos: 1, dup: true });
  expect((await client.untilPacket('publish')).dup).toBe(false);
});
