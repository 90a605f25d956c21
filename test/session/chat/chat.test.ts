import { describe, expect, it } from 'vitest';
import { decodeChat } from '../../../source/chat/wire.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { listener, textsOn } from '../../support/connections.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { describeWith } from '../../support/needs.ts';
import { deliveries, openSession, people, said, told } from '../../support/sessions.ts';

const quiet = { qos: 1, retain: false } as const;

describe.each(brokerKinds)('a chat', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('greets when it comes into each of its rooms, once, and joins later ones too', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, 'chat', 'ops', 'later');
      const rooms = ['chat', 'ops'];
      const alice = openSession({
        port,
        protocolVersion,
        nick: 'alice',
        rooms,
        greeting: 'Hello,anyone!',
      });
      await alice.ready();
      alice.session.chat?.join('later');
      await alice.untilSaid('Hello,anyone!', 'later');
      await alice.until('the greetings to be acknowledged', () =>
        [...rooms, 'later'].every((topic) => deliveries(alice.room(topic))[0] === 'acknowledged'),
      );
      await ear.connection.publish('later', 'marker', quiet);
      await ear.untilMessage(({ payload }) => String(payload) === 'marker');
      for (const topic of [...rooms, 'later'])
        expect(
          textsOn(ear, topic).filter((text) => text.includes('"say":"Hello,anyone!"')),
        ).toHaveLength(1);
      // Coming into a room twice is being there.
      expect(alice.session.chat?.join('later')).toBe(alice.room('later'));
      expect(said(alice.room('later'))).toEqual(['alice: Hello,anyone!']);
    });

    it('says nothing of its own where the greeting is switched off', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, 'chat');
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      await ear.connection.publish('chat', 'marker', quiet);
      await ear.untilMessage(() => true);
      expect(textsOn(ear, 'chat')).toEqual(['marker']);
    });

    it('publishes what is said as old clients read it, with what new ones know', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, 'chat');
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const before = Date.now();
      expect(alice.session.chat?.send('chat', '你好 👋')).toBeUndefined();
      expect(alice.session.chat?.send('chat', 'waves', true)).toBeUndefined();
      await ear.untilMessage(({ payload }) => payload.includes('waves'));
      const [hello, action] = ear.messages;
      expect(String(hello?.payload)).toMatch(/^\{"user":"alice","say":"你好 👋",/);
      expect(ear.messages.map(({ qos, retain }) => [qos, retain])).toEqual([
        [1, false],
        [1, false],
      ]);
      const first = decodeChat(hello?.payload ?? Buffer.alloc(0));
      const second = decodeChat(action?.payload ?? Buffer.alloc(0));
      expect(second).toMatchObject({ user: 'alice', say: 'waves', kind: 'action' });
      expect(first?.kind).toBeUndefined();
      expect(first?.at ?? 0).toBeGreaterThanOrEqual(before);
      expect(first?.id).toMatch(/^.{1,64}$/);
      expect(first?.id).not.toBe(second?.id);
    });

    it('shows how far a sentence has come, and its echo not again', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await alice.ready();
      await bob.ready();
      alice.session.chat?.send('chat', 'hello bob');
      expect(deliveries(alice.room())).toEqual(['sending']);
      const line = await alice.untilSaid('hello bob');
      await alice.until('the acknowledgement', () => line.delivery?.state === 'acknowledged');
      await bob.untilSaid('hello bob');
      bob.session.chat?.send('chat', 'hello alice');
      await alice.untilSaid('hello alice');
      expect(said(alice.room())).toEqual(['alice: hello bob', 'bob: hello alice']);
      expect(said(bob.room())).toEqual(['alice: hello bob', 'bob: hello alice']);
      // Only what we have said ourselves has a delivery.
      expect(deliveries(bob.room())).toHaveLength(1);
    });

    it('shows what is no chat message as it is', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const stranger = await listener({ port, protocolVersion });
      const payloads = [
        Buffer.from('plain text'),
        Buffer.from([0xff, 0xfe, 0x00]),
        Buffer.alloc(0),
        Buffer.from('[1,2]'),
        Buffer.from('{"user":"bob"}'),
        Buffer.from('{"user":1,"say":2}'),
        Buffer.from('"'.repeat(100_000)),
        Buffer.from('['.repeat(100_000)),
      ];
      for (const payload of payloads) await stranger.connection.publish('chat', payload, quiet);
      await stranger.connection.publish('chat', '{"user":"eve","say":"\\ud800 half"}', quiet);
      await alice.untilSaid('\ud800 half');
      const { lines } = alice.room();
      const all = Array.from({ length: lines.length }, (_, index) => lines.at(index));
      expect(all.flatMap((line) => (line?.kind === 'raw' ? [line.size] : []))).toEqual(
        payloads.map(({ length }) => length),
      );
      expect(said(alice.room())).toEqual(['eve: \ud800 half']);
    });

    it('counts what came into a room that nobody looks at', async () => {
      const { port } = await forThisTest(start());
      const rooms = ['chat', 'ops'];
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms });
      await alice.ready();
      alice.room('chat').reading.setShown(true);
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms });
      await bob.ready();
      for (const room of rooms) bob.session.chat?.send(room, 'one');
      bob.session.chat?.send('ops', 'two');
      await alice.untilSaid('two', 'ops');
      await alice.untilSaid('one', 'chat');
      expect([alice.room('chat').reading.unread, alice.room('ops').reading.unread]).toEqual([0, 2]);
    });

    it('hears nothing more of a room that it has left, and says nothing there', async () => {
      const { port } = await forThisTest(start());
      const rooms = ['chat', 'ops'];
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms });
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms });
      await alice.ready();
      await bob.ready();
      const left = alice.room('ops');
      alice.session.chat?.part('ops');
      await bob.untilTold('alice left', 'ops');
      bob.session.chat?.send('ops', 'is anybody here?');
      bob.session.chat?.send('chat', 'marker');
      await alice.untilSaid('marker', 'chat');
      expect(said(left)).toEqual([]);
      expect(alice.session.chat?.send('ops', 'x')).toBe('You are not in ops.');
      expect(people(bob.room('ops'))).toEqual(['bob (online)']);
      expect(people(bob.room('chat'))).toEqual(['alice (online)', 'bob (online)']);
    });

    it('refuses what is too long before it is sent', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await alice.ready();
      await bob.ready();
      const longest = '你'.repeat(21_845);
      expect(alice.session.chat?.send('chat', `${longest}xx`)).toMatch(/at most 64 KiB/);
      expect(alice.session.chat?.send('chat', longest)).toBeUndefined();
      expect((await bob.untilSaid(longest)).user).toBe('alice');
      expect(said(alice.room())).toHaveLength(1);
    });

    it('keeps half characters, line breaks and nulls from harming the others', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await alice.ready();
      await bob.ready();
      const odd = ['a\ud800b', 'two\nlines', 'null\0', '"quotes\\"', '\u2028', ' '];
      for (const text of odd) alice.session.chat?.send('chat', text);
      await bob.untilSaid(' ');
      expect(said(bob.room())).toEqual(odd.map((text) => `alice: ${text.toWellFormed()}`));
      // Nor is any of them taken for somebody else's when it comes back.
      expect(said(alice.room())).toHaveLength(odd.length);
    });

    it('takes another name in the middle, and the others are told', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await alice.ready();
      await bob.ready();
      await bob.untilTold('alice is here');
      alice.session.setNick('alicia');
      await bob.untilTold('alice is now alicia');
      alice.session.chat?.send('chat', 'me again');
      await bob.untilSaid('me again');
      expect(said(bob.room())).toEqual(['alicia: me again']);
      expect(people(bob.room())).toEqual(['alicia (online)', 'bob (online)']);
      expect(told(alice.room()).filter((text) => text.includes('alic'))).toEqual([]);
    });

    it('lists a peer without presence when it speaks', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const script = await listener({ port, protocolVersion });
      await script.connection.publish('chat', '{"user": "script", "say": "\\u4f60\\u597d"}', quiet);
      await alice.untilSaid('你好');
      expect(people(alice.room())).toEqual(['alice (online)', 'script (online)']);
    });

    it('is not kept from anything by a client identifier full of wildcards', async () => {
      const { port } = await forThisTest(start());
      const clientId = 'a/+#b%2F';
      const alice = openSession({
        port,
        protocolVersion,
        nick: 'alice',
        rooms: ['chat'],
        clientId,
      });
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await alice.ready();
      await bob.ready();
      await bob.until('alice', () => people(bob.room()).includes('alice (online)'));
      expect(
        bob
          .room()
          .people.list()
          .find(({ user }) => user === 'alice')?.clientId,
      ).toBe(clientId);
    });
  });
});

describe('a chat that has no name yet', () => {
  it('does not connect before it has one', async () => {
    const [kind] = brokerKinds;
    if (kind === undefined) throw new Error('there is always the embedded broker');
    const { port } = await forThisTest(kind.start());
    const alice = openSession({ port, rooms: ['chat'], filters: ['#'] });
    await alice.until('the monitor', () => alice.session.status.state === 'connected');
    expect(alice.session.chat?.connection.status.state).toBe('idle');
    alice.session.setNick('alice');
    await alice.ready();
    expect(people(alice.room())).toEqual(['alice (online)']);
  });
});
