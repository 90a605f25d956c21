import * as fc from 'fast-check';
import type { IClientOptions, MqttClient } from 'mqtt';
import { generate } from 'mqtt-packet';
import { expect, it } from 'vitest';
import type { MessageProperties } from '../../source/mqtt/message.ts';
import { Refused } from '../../source/mqtt/request-errors.ts';
import { Requests } from '../../source/mqtt/requests.ts';
import { serverLimits } from '../../source/mqtt/server-limits.ts';
import { packetUserProperties } from '../../source/mqtt/user-properties.ts';

/** A client of a broker that takes packets of so many bytes, and what it has published. */
const clientOf = (
  protocolVersion: IClientOptions['protocolVersion'],
  maximumPacketSize: number | undefined,
): { client: MqttClient; published: string[] } => {
  const published: string[] = [];
  const client = {
    options: { protocolVersion },
    serverProperties: { maximumPacketSize },
    publish: (topic: string, _payload: unknown, _options: unknown, done: () => void) => {
      published.push(topic);
      done();
    },
  };
  return { client: client as unknown as MqttClient, published };
};

const requestsTo = (client: MqttClient): Requests => new Requests(() => serverLimits(client));

const usual = { qos: 0, retain: false } as const;

it('a message that the broker takes no packet for is not sent', async () => {
  const { client, published } = clientOf(5, 1000);
  const requests = requestsTo(client);
  await expect(requests.publish(client, 'a', 'é'.repeat(500), usual)).rejects.toThrow(
    new Refused('at most 1000 bytes a packet on this broker'),
  );
  await expect(requests.publish(client, 'é'.repeat(500), '', usual)).rejects.toThrow(Refused);
  expect(published).toEqual([]);
  await requests.publish(client, 'small', 'é'.repeat(400), usual);
  expect(published).toEqual(['small']);
});

it.each<[string, MessageProperties]>([
  ['a content type', { contentType: 'é'.repeat(500) }],
  ['a response topic', { responseTopic: 'a'.repeat(1000) }],
  ['correlation data', { correlationData: Buffer.alloc(1000) }],
  [
    'values of a user property',
    {
      userProperties: [
        ['name', 'a'.repeat(500)],
        ['name', 'a'.repeat(500)],
      ],
    },
  ],
  ['the name of a user property', { userProperties: [['é'.repeat(500), '']] }],
  [
    'many user properties',
    { userProperties: Array.from({ length: 200 }, () => ['', ''] as const) },
  ],
])('%s counts', async (_name, properties) => {
  const { client, published } = clientOf(5, 1000);
  const requests = requestsTo(client);
  await expect(requests.publish(client, 'a', '', { ...usual, properties })).rejects.toThrow(
    new Refused('at most 1000 bytes a packet on this broker'),
  );
  expect(published).toEqual([]);
});

it('the size that is reckoned with is never less than that of the packet', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        contentType: fc.string(),
        responseTopic: fc.string({ minLength: 1 }),
        correlationData: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
        userProperties: fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' }))),
      }),
      fc.nat({ max: 300 }),
      async ({ userProperties, ...others }, length) => {
        const properties = { ...others, userProperties };
        const packet = { ...usual, cmd: 'publish' as const, dup: false, topic: 'a' };
        const payload = Buffer.alloc(length);
        const size = generate(
          {
            ...packet,
            payload,
            messageId: 1,
            qos: 1,
            properties: { ...others, ...packetUserProperties(userProperties) },
          },
          { protocolVersion: 5 },
        ).length;
        const { client, published } = clientOf(5, size - 1);
        await expect(
          requestsTo(client).publish(client, 'a', payload, { ...usual, qos: 1, properties }),
        ).rejects.toThrow(Refused);
        expect(published).toEqual([]);
      },
    ),
  );
});

it('where the broker has told no size, every message is sent', async () => {
  const payload = Buffer.alloc(100_000);
  for (const { client, published } of [clientOf(5, undefined), clientOf(4, 10)]) {
    await requestsTo(client).publish(client, 'a', payload, usual);
    expect(published).toEqual(['a']);
  }
});
