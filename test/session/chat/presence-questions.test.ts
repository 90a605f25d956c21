import type { IPublishPacket } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { decodePresence, parsePresenceTopic } from '../../../source/chat/presence.ts';
import type { ProtocolVersion } from '../../../source/mqtt/connection-options.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { listener } from '../../support/connections.ts';
import { type FakeBroker, startFakeBroker } from '../../support/fake-broker.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession, people, type TestSession, told } from '../../support/sessions.ts';

/** A broker that delivers what is published to everybody, and hands out nothing that it retains. */
const forgetful = async (): Promise<FakeBroker> => {
  const broker: FakeBroker = await startFakeBroker({
    publish: (packet, client) => {
      const { topic, payload } = packet;
      client.agree(packet);
      for (const { send } of broker.clients)
        send({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false });
    },
  });
  return broker;
};

const join = (
  port: number,
  nick: string,
  protocolVersion: ProtocolVersion | 'auto' = 'auto',
): TestSession => openSession({ port, protocolVersion, nick, rooms: ['chat'], greeting: '' });

/** The presence published on a broker, those that ask as "asks". */
const presences = ({ packets }: FakeBroker): string[] =>
  packets
    .filter((packet): packet is IPublishPacket => packet.cmd === 'publish')
    .filter(({ topic }) => parsePresenceTopic(topic) !== undefined)
    .map(({ payload, retain }) => {
      const { user, ask } = JSON.parse(String(payload)) as { user: string; ask?: boolean };
      return `${user}${ask === true ? ' asks' : ''}${retain ? '' : ', not retained'}`;
    });

it('who joins where wildcards bring nothing retained asks who is here, and is answered', async () => {
  const broker = await forgetful();
  const bob = join(broker.port, 'bob');
  await bob.until('bob to know', () => bob.session.chat?.questions.handsOut === false, 15_000);
  await bob.until('bob to be alone', () => told(bob.room()).length === 1);
  expect(told(bob.room())).toEqual(['Nobody else is here yet']);
  const alice = join(broker.port, 'alice');
  await alice.until('alice to see bob', () => people(alice.room()).length === 2, 15_000);
  await alice.until('alice to be told', () => told(alice.room()).includes('bob is here'));
  expect(presences(broker).filter((one) => one.includes('asks'))).toEqual([
    'bob asks, not retained',
    'alice asks, not retained',
  ]);
  expect(told(alice.room())).toEqual(['bob is here']);
  await bob.untilTold('alice is here');
});

it('who is here is told once where what is retained comes without the RETAIN flag', async () => {
  const payload = JSON.stringify({ state: 'online', user: 'bob', session: 's', at: Date.now() });
  const stored = { cmd: 'publish', topic: 'chat/$presence/bob', payload, dup: false } as const;
  const broker: FakeBroker = await startFakeBroker({
    // As Moquette does: only with QoS 0 does the flag say so.
    subscribe: (packet, client) => {
      client.agree(packet);
      const [asked] = packet.subscriptions;
      if (asked?.topic === 'chat/$presence/+')
        client.send({ ...stored, qos: 0, retain: asked.qos === 0 });
    },
    publish: (packet, client) => {
      const { topic } = packet;
      for (const { send } of broker.clients)
        send({ ...stored, topic, payload: packet.payload, qos: 0, retain: false });
      client.agree(packet);
    },
  });
  const alice = join(broker.port, 'alice');
  await alice.until('alice to be told', () => told(alice.room()).length > 0, 15_000);
  await alice.until(
    'alice to be done',
    () => !alice.session.chat?.questions.isAwaited('chat'),
    9000,
  );
  expect(told(alice.room())).toEqual(['bob is here']);
});

describe.each(brokerKinds)('who joins', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('asks nobody: what is retained comes', async () => {
      const { port } = await forThisTest(start());
      const asks: string[] = [];
      const ear = await listener({ port, protocolVersion }, 'chat/$presence/+');
      const alice = join(port, 'alice', protocolVersion);
      await alice.until('alice to know', () => alice.session.chat?.questions.handsOut === true);
      await alice.until('alice to be alone', () => told(alice.room()).length === 1);
      expect(told(alice.room())).toEqual(['Nobody else is here yet']);
      const bob = join(port, 'bob', protocolVersion);
      await bob.until('bob to be told', () => told(bob.room()).length > 0);
      expect(told(bob.room())).toEqual(['alice is here']);
      await alice.untilTold('bob is here');
      for (const { payload } of ear.messages)
        if (decodePresence(payload)?.ask === true) asks.push(String(payload));
      expect(asks).toEqual([]);
    });
  });
});
