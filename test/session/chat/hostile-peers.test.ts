import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Identity } from '../../../source/chat/identity.ts';
import { numberedId } from '../../../source/chat/message-id.ts';
import { answerName, encodeRequest, encodeResentLines } from '../../../source/chat/resend.ts';
import { signLine } from '../../../source/chat/signed-line.ts';
import { encodeChat } from '../../../source/chat/wire.ts';
import { type BrokerKind, brokerKinds } from '../../support/brokers.ts';
import { listener, type WatchedConnection } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { identityOf } from '../../support/identities.ts';
import { describeWith } from '../../support/needs.ts';
import { deliveries, openSession, said, told, type TestSession } from '../../support/sessions.ts';
import { signedPresence } from '../../support/signed-presence.ts';

const quiet = { qos: 1, retain: false } as const;
const [aliceKeys, eveKeys] = [identityOf(1), identityOf(66)];

type Chat = {
  readonly alice: TestSession;
  readonly bob: TestSession;
  readonly eve: WatchedConnection;
  readonly session: string;
};

/** What somebody says under the next `id` of another session. */
const borrowed = (session: string, n: number, say: string, signer?: Identity): string => {
  const message = {
    user: 'alice',
    say,
    id: numberedId({ session, n }),
    at: Date.now(),
    session,
    n,
  };
  const scope = { kind: 'line' as const, room: 'chat', session, n };
  return encodeChat(message, signer === undefined ? undefined : signLine(signer, message, scope));
};

/** Alice has spoken to Bob; Eve can publish anything. */
const aChat = async ({ start, protocolVersion }: BrokerKind): Promise<Chat> => {
  const { port } = await forThisTest(start());
  const common = { port, protocolVersion, rooms: ['chat'] };
  const alice = openSession({ ...common, nick: 'alice', identity: aliceKeys });
  const bob = openSession({ ...common, nick: 'bob' });
  await Promise.all([alice.ready(), bob.ready()]);
  const eve = await listener({ port, protocolVersion }, 'chat', 'chat/$repeat/+');
  alice.session.chat?.send('chat', 'hello');
  await bob.untilSaid('hello');
  const heard = await eve.untilMessage(({ payload }) => payload.includes('hello'));
  const { id } = JSON.parse(heard.payload.toString()) as { id: string };
  return { alice, bob, eve, session: id.slice(0, 36) };
};

describe.each(brokerKinds)('a hostile peer', (kind) => {
  const { name, missing } = kind;
  describeWith(missing, `on ${name}`, () => {
    it('makes nobody’s sentences vanish by their identifiers', async () => {
      const { alice, bob, eve, session } = await aChat(kind);
      const stolen = JSON.parse(borrowed(session, 4, 'genuine', aliceKeys)) as { sig: string };
      const wrongSignature = {
        ...JSON.parse(borrowed(session, 4, 'three')),
        ...stolen,
        say: 'three',
      };
      const claims = [
        borrowed(session, 2, 'one'),
        borrowed(session, 3, 'two', eveKeys),
        JSON.stringify(wrongSignature),
        borrowed(session, 999_999_999, 'four'),
      ];
      for (const claim of claims) await eve.connection.publish('chat', claim, quiet);
      const marks: unknown[] = [];
      for (const say of ['one', 'two', 'three', 'four'])
        marks.push((await bob.untilSaid(say)).senderMark);
      expect(marks).toEqual(['?', '≠', '≠', '?']);
      for (let n = 2; n <= 11; n += 1) alice.session.chat?.send('chat', `sentence ${n}`);
      for (let n = 2; n <= 11; n += 1)
        expect((await bob.untilSaid(`sentence ${n}`)).senderMark).toBeUndefined();
    });

    it('puts no words in anybody’s mouth by an answer that nobody has asked for', async () => {
      const { bob, eve, session } = await aChat(kind);
      const lines = { session, upTo: 2, isLast: true };
      const answer = encodeResentLines(lines, [borrowed(session, 2, 'made up')], 'chat', eveKeys);
      const key = bob.session.chat?.identity.key ?? '';
      for (const to of [bob.clientId, answerName(key)])
        await eve.connection.publish(`chat/$repeat/${to}`, answer, quiet);
      await eve.connection.publish('chat', '{"user":"eve","say":"the last"}', quiet);
      await bob.untilSaid('the last');
      expect(said(bob.room())).not.toContain('alice: made up');
    });

    it('neither keeps anybody on the list who has left, nor brings them back', async () => {
      const { start, protocolVersion } = kind;
      const { port } = await forThisTest(start());
      const eve = await listener({ port, protocolVersion }, 'chat/$presence/+');
      const common = { port, protocolVersion, rooms: ['chat'] };
      const asAlice = { ...common, nick: 'alice', identity: aliceKeys, clientId: 'alice' };
      const heard = (count: number): Promise<unknown> =>
        eve.untilMessage(() => {
          const states = eve.messages.filter(({ payload }) => payload.includes('"online"'));
          return states.length >= count;
        }, `${count} presences`);
      const before = openSession(asAlice);
      await before.ready();
      await heard(1);
      const [old] = eve.messages;
      await before.session.close();
      const bob = openSession({ ...common, nick: 'bob' });
      await bob.ready();
      await heard(2);
      const alice = openSession(asAlice);
      await bob.untilTold('alice is here');
      const { topic = '', payload = '' } = old ?? {};
      const forged = String(payload).replace(/"at":\d+/, '"at":1');
      for (let times = 0; times < 300; times += 1)
        await eve.connection.publish(topic, forged, quiet);
      await alice.session.close();
      await bob.untilTold('alice left');
      await eve.connection.publish(topic, payload, quiet);
      // One that nobody has signed is taken after it.
      await eve.connection.publish(topic, '{"state":"online","user":"marker"}', quiet);
      await bob.untilTold('marker is here');
      expect(told(bob.room()).filter((text) => text === 'alice is here')).toHaveLength(1);
    });

    it('hides nobody whose clock was set back by what they said before', async () => {
      const { start, protocolVersion } = kind;
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const bob = openSession({ ...common, nick: 'bob' });
      await bob.ready();
      const eve = await listener({ port, protocolVersion });
      const place = { room: 'chat', clientId: 'alice' };
      const ahead = { user: 'alice', session: 'earlier', at: Date.now() + 3_600_000 };
      for (const state of ['online', 'offline'] as const) {
        const { topic, payload } = signedPresence(aliceKeys, { ...ahead, state }, place);
        await eve.connection.publish(topic, payload, { qos: 1, retain: true });
      }
      await bob.untilTold('alice left');
      openSession({ ...common, nick: 'alice', identity: aliceKeys, clientId: 'alice' });
      await bob.until('alice', () => bob.room().people.isHere('alice'));
      expect(told(bob.room()).at(-1)).toBe('alice is here');
    });

    it('makes nobody send anything to somebody else', async () => {
      const { alice, bob, eve, session } = await aChat(kind);
      for (let n = 0; n < 20; n += 1) alice.session.chat?.send('chat', 'x'.repeat(10_000));
      await alice.until('the acknowledgements', () =>
        deliveries(alice.room()).every((state) => state === 'acknowledged'),
      );
      const request = { session, after: 0, here: 3_600_000, from: bob.clientId };
      const place = { room: 'chat', clientId: alice.clientId };
      const { sig: _, ...unsigned } = JSON.parse(encodeRequest(request, place, eveKeys)) as {
        sig: string;
      };
      const to = `chat/$repeat/${alice.clientId}`;
      for (let times = 0; times < 100; times += 1)
        await eve.connection.publish(to, JSON.stringify(unsigned), quiet);
      // One that is answered, after all others have been read.
      const nonce = randomBytes(16).toString('base64url');
      await eve.connection.publish(to, encodeRequest({ ...request, nonce }, place, eveKeys), quiet);
      await eve.untilMessage(({ payload }) => payload.includes('"more":false'));
      const answers = eve.messages.filter(
        ({ topic, payload }) => topic.startsWith('chat/$repeat/') && payload.includes('"upTo"'),
      );
      expect(new Set(answers.map(({ topic }) => topic))).toEqual(
        new Set([`chat/$repeat/${answerName(eveKeys.key)}`]),
      );
      expect(answers.length).toBeGreaterThan(5);
      expect(answers.every(({ payload }) => payload.includes(nonce))).toBe(true);
    });
  });
});
