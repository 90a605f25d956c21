import type { IClientOptions, MqttClient } from 'mqtt';
import { expect, it } from 'vitest';
import { Refused } from '../../source/mqtt/request-errors.ts';
import { Requests } from '../../source/mqtt/requests.ts';

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

const usual = { qos: 0, retain: false } as const;

it('a message that the broker takes no packet for is not sent', async () => {
  const { client, published } = clientOf(5, 1000);
  const requests = new Requests();
  await expect(requests.publish(client, 'a', 'é'.repeat(500), usual)).rejects.toThrow(
    new Refused('the broker takes at most 1000 bytes a packet'),
  );
  await expect(requests.publish(client, 'é'.repeat(500), '', usual)).rejects.toThrow(Refused);
  expect(published).toEqual([]);
  await requests.publish(client, 'small', 'é'.repeat(400), usual);
  expect(published).toEqual(['small']);
});

it('where the broker has told no size, every message is sent', async () => {
  const payload = Buffer.alloc(100_000);
  for (const { client, published } of [clientOf(5, undefined), clientOf(4, 10)]) {
    await new Requests().publish(client, 'a', payload, usual);
    expect(published).toEqual(['a']);
  }
});
