import type { IPublishPacket, QoS } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { bareClient, type BareClient } from '../support/bare-client.ts';
import {
  comeAgain,
  leave,
  messagesOf,
  publish,
  startBroker,
  subscribe,
} from '../support/broker-clients.ts';

const publishAll = (client: BareClient, topic: string, qos: QoS): void => {
  publish(client, topic, { qos });
  if (qos === 2) client.send({ cmd: 'pubrel', messageId: 7 });
};

const qosOf = async (client: BareClient): Promise<QoS[]> =>
  (await messagesOf(client)).map(({ qos }) => qos);

const acknowledge = (client: BareClient, packets: readonly IPublishPacket[]): void => {
  for (const { qos, messageId = 0 } of packets)
    if (qos > 0) client.send({ cmd: qos === 1 ? 'puback' : 'pubrec', messageId });
};

describe.each([
  ['a client', true],
  ['a client whose session is kept', false],
])('to %s', (_whom, clean) => {
  const join = (port: number): Promise<BareClient> => bareClient(port, { clientId: 'kept', clean });

  // 3.1.1, 3.8.4 and 3.3.5.
  it.each<[QoS, readonly (readonly [string, QoS])[], QoS]>([
    [2, [['a/b', 1]], 1],
    [2, [['a/+', 1]], 1],
    [2, [['#', 0]], 0],
    [1, [['#', 2]], 1],
    [
      2,
      [
        ['a/+', 0],
        ['a/b', 2],
      ],
      2,
    ],
    [
      2,
      [
        ['a/b', 0],
        ['a/+', 2],
      ],
      2,
    ],
    [
      2,
      [
        ['a/b', 1],
        ['#', 2],
        ['a/#', 0],
      ],
      2,
    ],
    [
      2,
      [
        ['#', 0],
        ['+/b', 1],
        ['other/+', 2],
      ],
      1,
    ],
    [
      1,
      [
        ['a/b', 2],
        ['a/b', 0],
      ],
      0,
    ],
  ])('a message with QoS %i for %j goes once, with QoS %i', async (sent, filters, expected) => {
    const port = await startBroker();
    const client = await join(port);
    for (const [filter, qos] of filters) await subscribe(client, filter, qos);
    const other = await bareClient(port);
    publishAll(other, 'a/b', sent);
    await other.untilPacket(sent === 2 ? 'pubcomp' : 'puback');
    expect(await qosOf(client)).toEqual([expected]);
  });

  it('the QoS of a filter that is given back counts no more', async () => {
    const port = await startBroker();
    const client = await join(port);
    await subscribe(client, 'a/+', 1);
    await subscribe(client, 'a/b', 2);
    client.send({ cmd: 'unsubscribe', messageId: 50, unsubscriptions: ['a/b'] });
    await client.untilPacket('unsuback');
    publishAll(client, 'a/b', 2);
    await client.untilPacket('pubcomp');
    expect(await qosOf(client)).toEqual([1]);
  });

  it('all retained messages come, whatever their QoS, with identifiers of their own', async () => {
    const port = await startBroker();
    const client = await join(port);
    for (let index = 0; index < 20; index += 1)
      publish(client, `kept/${index}`, { retain: true, qos: index % 2 === 0 ? 1 : 0 });
    await subscribe(client, 'live', 1);
    for (let count = 0; count < 3; count += 1) publish(client, 'live', { qos: 1 });
    await subscribe(client, 'kept/#', 2);
    publish(client, 'live', { qos: 1 });
    const messages = await messagesOf(client);
    expect(messages.filter(({ topic }) => topic.startsWith('kept/'))).toHaveLength(20);
    const identifiers = messages.flatMap(({ messageId }) => messageId ?? []);
    expect(identifiers).toHaveLength(14);
    expect(new Set(identifiers).size).toBe(14);
  });
});

describe('a client that comes again', () => {
  it('gets a retained message that it did not acknowledge once more, with DUP', async () => {
    const port = await startBroker();
    const other = await bareClient(port);
    publish(other, 'a/b', { qos: 1, retain: true });
    await other.untilPacket('puback');
    const first = await comeAgain(port);
    await subscribe(first, 'a/+', 1);
    const sent = await first.untilPacket('publish');
    expect(sent).toMatchObject({ qos: 1, dup: false, retain: true });
    await leave(first);
    const second = await comeAgain(port);
    const again = await messagesOf(second);
    expect(again).toMatchObject([
      { topic: 'a/b', qos: 1, dup: true, retain: true, messageId: sent.messageId },
    ]);
    acknowledge(second, again);
    await messagesOf(second);
    await leave(second);
    expect(await messagesOf(await comeAgain(port))).toEqual([]);
  });

  it.each<[readonly (readonly [string, QoS])[], QoS]>([
    [[['a/+', 1]], 1],
    [
      [
        ['a/b', 0],
        ['a/+', 2],
        ['#', 1],
      ],
      2,
    ],
  ])('and had subscribed to %j, with QoS %i, DUP and the same identifier', async (filters, qos) => {
    const port = await startBroker();
    const first = await comeAgain(port);
    for (const [filter, granted] of filters) await subscribe(first, filter, granted);
    const other = await bareClient(port);
    publishAll(other, 'a/b', 2);
    const sent = await first.untilPacket('publish');
    await leave(first);
    const second = await comeAgain(port);
    const again = await messagesOf(second);
    expect(again).toMatchObject([{ qos, dup: true, messageId: sent.messageId }]);
    acknowledge(second, again);
    if (qos === 2) {
      await second.untilPacket('pubrel', ({ messageId }) => messageId === sent.messageId);
      second.send({ cmd: 'pubcomp', messageId: sent.messageId! });
    }
    await messagesOf(second);
    await leave(second);
    const third = await comeAgain(port);
    expect(await messagesOf(third)).toEqual([]);
    expect(third.packets.map(({ cmd }) => cmd)).not.toContain('pubrel');
  });
});
