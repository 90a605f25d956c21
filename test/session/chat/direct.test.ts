import { describe, expect, it } from 'vitest';
import type { DirectRoom } from '../../../source/model/direct-room.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { listener, textsOn } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { describeWith } from '../../support/needs.ts';
import { deliveries, openSession, said, type TestSession } from '../../support/sessions.ts';

const quiet = { qos: 1, retain: false } as const;

/** Opens the conversation with somebody, as soon as they are known. */
const conversationWith = (me: TestSession, name: string, room?: string): Promise<DirectRoom> =>
  me.until(`a conversation with ${name}`, () => {
    const opened = me.session.chat?.direct.open(name, me.room(room));
    return typeof opened === 'object' && opened;
  });

const conversationsOf = ({ session }: TestSession): DirectRoom[] => [
  ...(session.chat?.direct.conversations.values() ?? []),
];

/** The first conversation in which this was said. */
const untilHeard = (me: TestSession, text: string): Promise<DirectRoom> =>
  me.until(`to hear ${text}`, () =>
    conversationsOf(me).find((conversation) => said(conversation).includes(text)),
  );

describe.each(brokerKinds)('a direct message', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('reaches the one it is for, and the answer comes back', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, 'chat', 'chat/$dm/#');
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice', clientId: 'a' });
      const bob = openSession({ ...common, nick: 'bob', clientId: 'b/1+#%' });
      const carol = openSession({ ...common, nick: 'carol' });
      await Promise.all([alice.ready(), bob.ready(), carol.ready()]);
      const toBob = await conversationWith(alice, 'bob');
      expect(alice.session.chat?.send(toBob.topic, 'psst')).toBeUndefined();
      const fromAlice = await untilHeard(bob, 'alice: psst');
      expect(fromAlice.reading.unread).toBe(1);
      expect(bob.session.chat?.send(fromAlice.topic, 'nods', true)).toBeUndefined();
      const answered = await untilHeard(alice, 'bob: nods');
      expect(answered).toBe(toBob);
      await alice.until('the mark', () => deliveries(toBob)[0] === 'acknowledged');
      const [asked] = textsOn(ear, 'chat/$dm/b%2F1%2B%23%25').map((text) => JSON.parse(text));
      expect(asked).toMatchObject({ user: 'alice', say: '[encrypted]', from: 'a' });
      await ear.untilMessage(({ topic }) => topic === 'chat/$dm/a');
      const answer = JSON.parse(textsOn(ear, 'chat/$dm/a')[0] ?? '');
      expect(answer).toMatchObject({ user: 'bob', say: '[encrypted]', from: 'b/1+#%' });
      const wire = ear.messages.map(({ payload }) => payload.toString()).join('\n');
      expect(wire).not.toMatch(/psst|nods|action/);
      expect(textsOn(ear, 'chat')).toEqual([]);
      expect(ear.messages).toHaveLength(2);
      expect(conversationsOf(carol)).toEqual([]);
      expect(said(alice.room())).toEqual([]);
    });

    it('that is delivered twice is shown once', async () => {
      const { port } = await forThisTest(start());
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      const ear = await listener({ port, protocolVersion });
      const text = '{"user":"eve","say":"twice","id":"1","from":"e"}';
      const topic = `chat/$dm/${bob.clientId}`;
      for (const payload of [text, text, '{"user":"eve","say":"end","from":"e"}'])
        await ear.connection.publish(topic, payload, quiet);
      const conversation = await untilHeard(bob, 'eve: end');
      expect(said(conversation)).toEqual(['eve: twice', 'eve: end']);
    });

    it('of one nick is told apart by the client identifier', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const bob = openSession({ ...common, nick: 'bob', clientId: 'bob' });
      const one = openSession({ ...common, nick: 'alice', clientId: 'one' });
      const two = openSession({ ...common, nick: 'alice', clientId: 'two' });
      await Promise.all([bob.ready(), one.ready(), two.ready()]);
      await bob.until('both', () => bob.room().people.count === 3);
      expect(bob.session.chat?.direct.open('alice', bob.room())).toBe(
        '2 clients are called alice; say which: alice@one, alice@two',
      );
      const toTwo = await conversationWith(bob, 'alice@two');
      expect(bob.session.chat?.send(toTwo.topic, 'who?')).toMatch(
        /^Somebody else is here as alice too/,
      );
      toTwo.consentTo = 'alice';
      bob.session.chat?.send(toTwo.topic, 'you');
      await untilHeard(two, 'bob: you');
      for (const alice of [one, two]) {
        const toBob = await conversationWith(alice, 'bob');
        alice.session.chat?.send(toBob.topic, alice.clientId);
      }
      const fromOne = await untilHeard(bob, 'alice: one');
      await untilHeard(bob, 'alice: two');
      expect(conversationsOf(bob)).toHaveLength(2);
      expect(bob.session.chat?.direct.label(fromOne)).toBe('alice@one');
      expect(conversationsOf(one)).toHaveLength(1);
    });

    it('goes on in the conversation that there is, also from another room', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat', 'ops'] };
      const alice = openSession({ ...common, nick: 'alice', clientId: 'a' });
      const bob = openSession({ ...common, nick: 'bob', clientId: 'b' });
      await Promise.all([alice.ready(), bob.ready()]);
      const first = await conversationWith(alice, 'bob', 'ops');
      await alice.until('bob in both', () => alice.room('chat').people.isHere('b'));
      expect(await conversationWith(alice, 'bob', 'chat')).toBe(first);
      alice.session.chat?.part('ops');
      const second = await conversationWith(alice, 'bob', 'chat');
      expect(alice.session.chat?.direct.label(first)).toBe('bob@b in ops');
      expect(alice.session.chat?.direct.label(second)).toBe('bob@b in chat');
    });

    it('is refused in a sentence where it would reach nobody', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const alice = openSession({ ...common, nick: 'alice' });
      const bob = openSession({ ...common, nick: 'bob' });
      await Promise.all([alice.ready(), bob.ready()]);
      const script = await listener({ port, protocolVersion });
      await script.connection.publish('chat', '{"user":"script","say":"hi"}', quiet);
      await alice.untilSaid('hi');
      const open = (who: string): unknown => alice.session.chat?.direct.open(who, alice.room());
      expect(open('script')).toMatch(/^The program of script publishes no presence/);
      expect(open('nobody')).toMatch(/^Nobody called nobody is here/);
      expect(open('alice')).toBe('alice is you.');
      const toBob = await conversationWith(alice, 'bob');
      await bob.session.close();
      await alice.untilTold('bob left');
      expect(alice.session.chat?.send(toBob.topic, 'still there?')).toMatch(/^bob is not in chat/);
      alice.session.chat?.part('chat');
      expect(alice.session.chat?.send(toBob.topic, 'x')).toMatch(/join it again/);
    });

    it('that is none, or tells no sender, is shown and cannot be answered', async () => {
      const { port } = await forThisTest(start());
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      const ear = await listener({ port, protocolVersion });
      const topic = `chat/$dm/${bob.clientId}`;
      for (const payload of [
        'not JSON',
        '{"user":"eve","say":"one"}',
        '{"user":"eve","say":"two","from":7}',
        '{"user":"eve","say":"three","from":"\\u0000"}',
      ])
        await ear.connection.publish(topic, payload, quiet);
      const conversation = await untilHeard(bob, 'eve: three');
      expect(conversationsOf(bob)).toEqual([conversation]);
      expect(conversation.lines.length).toBe(4);
      expect(bob.session.chat?.send(conversation.topic, 'who?')).toMatch(/nobody to reply to/);
      expect(bob.session.chat?.direct.label(conversation)).toBe('(sender unknown)');
    });

    it('from ever new strangers takes the place of the oldest that has no answer', async () => {
      const { port } = await forThisTest(start());
      const common = { port, protocolVersion, rooms: ['chat'] };
      const bob = openSession({ ...common, nick: 'bob' });
      const alice = openSession({ ...common, nick: 'alice', clientId: 'alice' });
      await Promise.all([bob.ready(), alice.ready()]);
      const toAlice = await conversationWith(bob, 'alice');
      const ear = await listener({ port, protocolVersion });
      const topic = `chat/$dm/${bob.clientId}`;
      for (let number = 0; number < 53; number += 1)
        await ear.connection.publish(
          topic,
          JSON.stringify({ user: `eve${number}`, say: `${number}`, from: `e${number}` }),
          quiet,
        );
      await untilHeard(bob, 'eve52: 52');
      const peers = conversationsOf(bob).map(({ peer }) => peer.clientId);
      expect(peers).toHaveLength(51);
      expect(peers.slice(0, 2)).toEqual([toAlice.peer.clientId, 'e3']);
      expect(bob.session.chat?.direct.givenWay).toBe(3);
      expect(bob.session.notice?.text).toMatch(/oldest unanswered conversations/);
    });

    it('of a stranger cannot fill the memory', async () => {
      const { port } = await forThisTest(start());
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      const ear = await listener({ port, protocolVersion });
      const say = 'x'.repeat(60_000);
      for (let number = 0; number < 30; number += 1) {
        const from = { user: 'eve', from: 'e', say: number === 29 ? 'end' : say };
        await ear.connection.publish(`chat/$dm/${bob.clientId}`, JSON.stringify(from), quiet);
      }
      const conversation = await bob.until('the first', () => conversationsOf(bob)[0]);
      await bob.until('some to give way', () => conversation.lines.evicted > 0);
      expect(conversation.lines.length).toBeLessThanOrEqual(18);
    });

    it('from somebody who is ignored opens nothing', async () => {
      const { port } = await forThisTest(start());
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      bob.session.chat?.attention.ignore('eve');
      const ear = await listener({ port, protocolVersion });
      const topic = `chat/$dm/${bob.clientId}`;
      await ear.connection.publish(topic, '{"user":"eve","say":"hey","from":"e"}', quiet);
      await ear.connection.publish(topic, '{"user":"mallory","say":"hey","from":"m"}', quiet);
      await untilHeard(bob, 'mallory: hey');
      expect(conversationsOf(bob)).toHaveLength(1);
    });
  });
});
