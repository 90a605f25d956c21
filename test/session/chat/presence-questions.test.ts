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
