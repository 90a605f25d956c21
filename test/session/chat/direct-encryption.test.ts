import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { directTopic } from '../../../source/chat/direct.ts';
import { encodePresence, presenceTopic } from '../../../source/chat/presence.ts';
import { signPresence } from '../../../source/chat/signed-presence.ts';
import type { HistoryOptions } from '../../../source/history/history.ts';
import type { DirectRoom } from '../../../source/model/direct-room.ts';
import type { Person } from '../../../source/model/person.ts';
import { EncryptedConversation } from '../../../source/session/chat/encrypted-conversation.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { listener, type WatchedConnection } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { identityOf, signerFrom } from '../../support/identities.ts';
import { describeWith } from '../../support/needs.ts';
import {
  deliveries,
  openSession,
  said,
  saidLines,
  type TestSession,
} from '../../support/sessions.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const quiet = { qos: 1, retain: false } as const;

const [alicesKey, bobsKey, otherKey] = [identityOf(1), identityOf(2), identityOf(3)];

const conversationWith = (me: TestSession, name: string): Promise<DirectRoom> =>
  me.until(`a conversation with ${name}`, () => {
    const opened = me.session.chat?.direct.open(name, me.room());
    return typeof opened === 'object' && opened;
  });

const conversationsOf = ({ session }: TestSession): DirectRoom[] => [
  ...(session.chat?.direct.conversations.values() ?? []),
];

const untilHeard = (me: TestSession, text: string): Promise<DirectRoom> =>
  me.until(`to hear ${text}`, () =>
    conversationsOf(me).find((conversation) => said(conversation).includes(text)),
  );

const send = (me: TestSession, { topic }: DirectRoom, text: string): string | undefined =>
  me.session.chat?.send(topic, text);

/** The person at the client `b`. */
const bobAt = (me: TestSession): Person | undefined =>
  me
    .room()
    .people.list()
    .find(({ clientId }) => clientId === 'b');

/** What was published on a topic, as soon as there is so much. */
const heardOn = async (ear: WatchedConnection, topic: string, count = 1): Promise<Buffer[]> => {
  const heard = (): Buffer[] =>
    ear.messages.filter((message) => message.topic === topic).map(({ payload }) => payload);
  await ear.untilMessage(() => heard().length >= count, `${count} on ${topic}`);
  return heard();
};

/** A presence without a key for direct messages, as an older program has it. */
const comeAsOlderProgram = async (
  { connection }: WatchedConnection,
  clientId: string,
  user: string,
): Promise<void> => {
  const presence = { state: 'online', user, session: `of ${clientId}`, at: Date.now() } as const;
  await connection.publish(presenceTopic('chat', clientId), encodePresence(presence), quiet);
};

const historyIn = (file: string, name: string): HistoryOptions => ({
  file,
  broker: 'here',
  retention: { days: 100, bytes: 2 ** 30 },
  owner: { name, process: 1, isRunning: () => false },
});

describe.each(brokerKinds)('encryption', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('shows what is said once, and no replay, forgery or junk', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice', clientId: 'a', identity: alicesKey });
      const bob = openSession({ ...common, nick: 'bob', clientId: 'b', identity: bobsKey });
      await Promise.all([alice.ready(), bob.ready()]);
      const ear = await listener({ port, protocolVersion }, 'chat/$dm/#');
      const toBob = await conversationWith(alice, 'bob');
      expect(toBob).toBeInstanceOf(EncryptedConversation);
      send(alice, toBob, 'psst');
      const [payload = Buffer.of()] = await heardOn(ear, directTopic('chat', 'b'));
      const message = JSON.parse(payload.toString()) as Record<string, string>;
      const forged = [
        message,
        { ...message, user: 'carol' },
        { ...message, from: 'c' },
        { ...message, key: otherKey.key },
        { ...message, dm: message['dm']?.replace(/.{8}$/, 'AAAAAAAA') },
        { ...message, dm: 7 },
      ];
      for (const each of forged)
        await ear.connection.publish(directTopic('chat', 'b'), JSON.stringify(each), quiet);
      await ear.connection.publish(directTopic('chat', 'a'), payload, quiet);
      send(alice, toBob, 'end');
      const fromAlice = await untilHeard(bob, 'alice: end');
      expect(said(fromAlice)).toEqual(['alice: psst', 'alice: end']);
      expect(fromAlice.hasSenderMarks).toBe(false);
      expect(conversationsOf(bob)).toEqual([fromAlice]);
      expect(bob.session.chat?.direct.unreadable).toBe(6);
      expect(said(toBob)).toEqual(['alice: psst', 'alice: end']);
    });

    it('with somebody under a known nick and another key waits for a yes', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice' });
      alice.session.chat?.attention.keys.heard('bob', signerFrom(bobsKey), 0);
      const stranger = openSession({ ...common, nick: 'bob', identity: otherKey });
      await Promise.all([alice.ready(), stranger.ready()]);
      const toStranger = await conversationWith(alice, 'bob');
      expect(send(alice, toStranger, 'psst')).toBe(
        'This is not the key you know for bob: /verify bob compares keys.',
      );
      toStranger.consentTo = 'bob';
      expect(send(alice, toStranger, 'psst anyway')).toBeUndefined();
      const fromAlice = await untilHeard(stranger, 'alice: psst anyway');
      send(stranger, fromAlice, 'it is me');
      await untilHeard(alice, 'bob: it is me');
      expect(saidLines(toStranger).at(-1)).toMatchObject({ say: 'it is me', senderMark: '≠' });
      expect(said(fromAlice)).toEqual(['alice: psst anyway', 'bob: it is me']);
    });

    it('does not give way to plain text for a known nick without a yes', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const older = await listener({ port, protocolVersion }, directTopic('chat', 'old'));
      await comeAsOlderProgram(older, 'old', 'bob');
      const toBob = await conversationWith(alice, 'bob');
      expect(toBob).not.toBeInstanceOf(EncryptedConversation);
      expect(send(alice, toBob, 'to nobody known')).toBeUndefined();
      alice.session.chat?.attention.keys.heard('bob', signerFrom(bobsKey), 0);
      expect(send(alice, toBob, 'psst')).toMatch(
        /^You know a key for bob, but this program has none/,
      );
      toBob.consentTo = 'bob';
      expect(send(alice, toBob, 'all the same')).toBeUndefined();
      const heard = await heardOn(older, directTopic('chat', 'old'), 2);
      expect(heard.map((payload) => JSON.parse(payload.toString()))).toMatchObject([
        { user: 'alice', say: 'to nobody known', from: alice.clientId },
        { user: 'alice', say: 'all the same' },
      ]);
      await older.connection.publish(
        directTopic('chat', alice.clientId),
        '{"user":"bob","say":"from an older one","from":"old"}',
        quiet,
      );
      expect(await untilHeard(alice, 'bob: from an older one')).toBe(toBob);
      expect(saidLines(toBob).at(-1)).toMatchObject({ senderMark: '?' });
    });

    it('never changes to another key in a conversation', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice', clientId: 'a', identity: alicesKey });
      const bob = openSession({ ...common, nick: 'bob', clientId: 'b', identity: bobsKey });
      await Promise.all([alice.ready(), bob.ready()]);
      const toBob = await conversationWith(alice, 'bob');
      send(alice, toBob, 'psst');
      await untilHeard(bob, 'alice: psst');
      await bob.session.close();
      const other = openSession({ ...common, nick: 'bob', clientId: 'b', identity: otherKey });
      await other.ready();
      await alice.until('the other', () => bobAt(alice)?.direct?.key === otherKey.key);
      expect(send(alice, toBob, 'secret')).toMatch(
        /^bob no longer has the key of this conversation/,
      );
      const toOther = await conversationWith(alice, 'bob');
      expect(toOther).not.toBe(toBob);
      expect(alice.session.chat?.direct.doubt(toOther)).toMatch(/^This is not the key you know/);
      const ear = await listener({ port, protocolVersion });
      const presence = { state: 'away', user: 'bob', session: 'x', at: Date.now() + 1 } as const;
      const signature = signPresence(otherKey, presence, { room: 'chat', clientId: 'b' });
      await ear.connection.publish(
        presenceTopic('chat', 'b'),
        encodePresence(presence, signature),
        quiet,
      );
      await alice.until('no key', () => bobAt(alice)?.session === 'x');
      expect(send(alice, toOther, 'secret')).toMatch(
        /^bob no longer has the key of this conversation/,
      );
      expect(conversationsOf(other)).toEqual([]);
    });

    it('for a run that is over is done once more, for the same person', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice', clientId: 'a', identity: alicesKey });
      const first = openSession({ ...common, nick: 'bob', clientId: 'b', identity: bobsKey });
      await Promise.all([alice.ready(), first.ready()]);
      const ear = await listener({ port, protocolVersion }, 'chat/$dm/#');
      const toBob = await conversationWith(alice, 'bob');
      send(alice, toBob, 'for the first run');
      const [old = Buffer.of()] = await heardOn(ear, directTopic('chat', 'b'));
      await untilHeard(first, 'alice: for the first run');
      await first.session.close();
      const thief = openSession({ ...common, nick: 'bob', clientId: 't', identity: otherKey });
      const second = openSession({ ...common, nick: 'bob', clientId: 'b', identity: bobsKey });
      await Promise.all([thief.ready(), second.ready()]);
      // As a broker does that has kept it: to the new run, and twice; and to somebody else.
      await ear.connection.publish(directTopic('chat', 't'), old, quiet);
      for (let count = 0; count < 2; count += 1)
        await ear.connection.publish(directTopic('chat', 'b'), old, quiet);
      const again = await untilHeard(second, 'alice: for the first run');
      send(alice, toBob, 'end');
      await untilHeard(second, 'alice: end');
      expect(said(again)).toEqual(['alice: for the first run', 'alice: end']);
      expect(conversationsOf(thief)).toEqual([]);
      // The other one asks too, and gets nothing.
      const asked = await heardOn(ear, directTopic('chat', 'a'), 2);
      expect(asked).toHaveLength(2);
      for (const request of asked)
        await ear.connection.publish(directTopic('chat', 'a'), request, quiet);
      send(alice, toBob, 'the end');
      await untilHeard(second, 'alice: the end');
      // The old one and its two repetitions, the one sent again, and the two ends.
      expect(await heardOn(ear, directTopic('chat', 'b'))).toHaveLength(6);
      expect(deliveries(toBob)).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
    });

    it('lets the history keep a conversation that was opened', async () => {
      const { port } = await forThisTest(start());
      const file = join(temporaryFolder(), 'history.db');
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice', identity: alicesKey });
      const run = (id: string): TestSession =>
        openSession({
          ...common,
          nick: 'bob',
          clientId: id,
          identity: bobsKey,
          history: historyIn(file, id),
        });
      const first = run('b1');
      await Promise.all([alice.ready(), first.ready()]);
      const toBob = await conversationWith(alice, 'bob');
      send(alice, toBob, 'before it is opened');
      const unopened = await untilHeard(first, 'alice: before it is opened');
      expect(unopened.isStored).toBe(false);
      unopened.reading.setShown(true);
      send(first, unopened, 'an answer');
      await untilHeard(alice, 'bob: an answer');
      send(alice, toBob, 'and more');
      await untilHeard(first, 'alice: and more');
      await first.session.close();
      const second = run('b2');
      await second.ready();
      const opened = await conversationWith(second, 'alice');
      expect(said(opened)).toEqual([
        'alice: before it is opened',
        'bob: an answer',
        'alice: and more',
      ]);
      await alice.until('bob again', () => alice.room().people.isHere('b2'));
      expect(send(alice, toBob, 'welcome back')).toBeUndefined();
      expect(await untilHeard(second, 'alice: welcome back')).toBe(opened);
      expect(second.session.chat?.history?.waiting).toBe(0);
    });
  });
});
