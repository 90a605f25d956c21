import { describe, expect, it } from 'vitest';
import {
  decodePresence,
  encodePresence,
  type Presence,
  presenceTopic,
} from '../../../source/chat/presence.ts';
import { brokerKinds } from '../../support/brokers.ts';
import { startChild } from '../../support/child.ts';
import { connected, listener, type WatchedConnection } from '../../support/connections.ts';
import { startFakeBroker } from '../../support/fake-broker.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { identityOf } from '../../support/identities.ts';
import { describeWith } from '../../support/needs.ts';
import { startProxy } from '../../support/proxy.ts';
import { signedPresence } from '../../support/signed-presence.ts';
import { deliveries, news, openSession, people, said } from '../../support/sessions.ts';
import { answerName } from '../../../source/chat/resend.ts';

const retained = { qos: 1, retain: true } as const;
const program = new URL('../../support/session-program.ts', import.meta.url).pathname;

/** How often somebody was news to be online in a presence topic. */
const announced = ({ messages }: WatchedConnection, topic: string): number =>
  messages.filter(
    (message) => message.topic === topic && decodePresence(message.payload)?.state === 'online',
  ).length;

describe.each(brokerKinds)('presence', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('is retained in a topic of its own for each room, with the session of this start', async () => {
      const { port } = await forThisTest(start());
      const rooms = ['chat', 'ops'];
      const clientId = 'steady';
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms, clientId });
      await alice.ready();
      const ear = await listener({ port, protocolVersion }, 'chat/$presence/#', 'ops/$presence/#');
      const found = [];
      for (const room of rooms) {
        const topic = `${room}/$presence/steady`;
        found.push(await ear.untilMessage((message) => message.topic === topic));
      }
      const [here, there] = found.map(({ payload }) => decodePresence(payload));
      expect(found.map(({ retain }) => retain)).toEqual([true, true]);
      expect(here).toMatchObject({ state: 'online', user: 'alice' });
      expect(there?.session).toBe(here?.session);
      expect(here?.session).not.toBe('');
    });

    it('tells who is there already, without a word about it in the room', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      await alice.untilTold('bob is here');
      expect(people(bob.room())).toEqual(['alice (online)', 'bob (online)']);
      expect(people(alice.room())).toEqual(['alice (online)', 'bob (online)']);
      expect(news(bob.room())).toEqual([]);
      expect(news(alice.room())).toEqual(['bob is here']);
    });

    it('tells who says goodbye, and leaves no entry of one who will not come back', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      await bob.session.close();
      await alice.untilTold('bob left');
      expect(people(alice.room())).toEqual(['alice (online)']);
      expect(news(alice.room())).toEqual(['bob is here', 'bob left']);
      const late = await listener({ port, protocolVersion }, 'chat/$presence/#');
      await late.connection.publish('chat/$presence/marker', '{}', retained);
      await late.untilMessage(({ topic }) => topic.endsWith('/marker'));
      expect(late.messages.map(({ topic }) => topic)).toEqual([
        `chat/$presence/${alice.clientId}`,
        'chat/$presence/marker',
      ]);
    });

    it('keeps "offline" of one whose client identifier comes back', async () => {
      const { port } = await forThisTest(start());
      const options = { port, protocolVersion, rooms: ['chat'], clientId: 'bob', nick: 'bob' };
      const bob = openSession({ ...options, isTransient: false });
      await bob.ready();
      await bob.session.close();
      const ear = await listener({ port, protocolVersion }, 'chat/$presence/bob');
      const entry = decodePresence((await ear.untilMessage(() => true)).payload);
      expect(entry).toMatchObject({ state: 'offline', user: 'bob' });
      const again = openSession({ ...options, isTransient: false });
      await again.ready();
      expect(people(again.room())).toEqual(['bob (online)']);
      expect(news(again.room())).toEqual([]);
    });

    it('says that somebody is lost whose program was killed, and not that they left', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const options = { port, protocolVersion, nick: 'mallory', clientId: 'victim' };
      const child = startChild(process.execPath, [program, JSON.stringify(options)]);
      await child.line('that it is in the room', (line) => line === 'ready');
      await alice.untilTold('mallory is here');
      const killedAt = Date.now();
      child.kill('SIGKILL');
      await alice.untilTold('mallory was lost (the connection broke)', 'chat', 15_000);
      // With MQTT 5 a short absence stays silent (the will delay), with 3.1.1 it cannot.
      const delay = Date.now() - killedAt;
      expect(delay >= 9500).toBe(protocolVersion === 5);
      expect(people(alice.room())).toEqual(['alice (online)']);
      expect(news(alice.room())).toEqual([
        'mallory is here',
        'mallory was lost (the connection broke)',
      ]);
    });

    it('says nothing of a short absence where the protocol allows it, else loss and return', async () => {
      const { port } = await forThisTest(start());
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      const proxy = await startProxy(port);
      const options = { port: proxy.port, protocolVersion, nick: 'alice', rooms: ['chat'] };
      const alice = openSession(options);
      await alice.ready();
      await bob.untilTold('alice is here');
      proxy.cut();
      await alice.until('the loss', () => alice.session.status.state === 'waiting');
      bob.session.chat?.send('chat', 'in between');
      const line = await bob.untilSaid('in between');
      await bob.until('the acknowledgement', () => line.delivery?.state === 'acknowledged');
      alice.session.retryNow();
      await alice.until('the return', () => alice.session.status.state === 'connected');
      alice.session.chat?.send('chat', 'marker');
      await bob.untilSaid('marker');
      const lost = 'alice was lost (the connection broke)';
      const expected =
        protocolVersion === 5 ? ['alice is here'] : ['alice is here', lost, 'alice is here'];
      // The marker may be faster than the presence.
      await bob.until('the news', () => news(bob.room()).length >= expected.length);
      expect(news(bob.room())).toEqual(expected);
      expect(people(bob.room())).toEqual(['alice (online)', 'bob (online)']);
      // With MQTT 5 the broker has kept what was said meanwhile; else bob says it again.
      await alice.untilSaid('in between');
      await alice.until('the echo', () => deliveries(alice.room())[0] === 'acknowledged');
      const heard = said(alice.room()).filter((text) => text === 'bob: in between');
      expect(heard).toHaveLength(1);
    });

    it('is news again by one who sees it replaced, and is not changed by that', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      await alice.untilTold('bob is here');
      const topic = `chat/$presence/${bob.clientId}`;
      const bobs = alice.room().people.list();
      const session = bobs.find(({ user }) => user === 'bob')?.session ?? '';
      const ear = await listener({ port, protocolVersion }, topic);
      await ear.untilMessage(() => announced(ear, topic) === 1);
      const lost = JSON.stringify({ state: 'lost', user: 'bob', session, at: Date.now() });
      await ear.connection.publish(topic, lost, retained);
      await ear.untilMessage(() => announced(ear, topic) === 2);
      const carol = openSession({ port, protocolVersion, nick: 'carol', rooms: ['chat'] });
      await carol.ready();
      await carol.until('bob', () => people(carol.room()).includes('bob (online)'));
      await alice.untilTold('carol is here');
      expect(news(alice.room())).toEqual(['bob is here', 'carol is here']);
      expect(people(bob.room())).toContain('bob (online)');
    });

    it('cannot be ended, renamed or cleared by a stranger', async () => {
      const { port } = await forThisTest(start());
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      await bob.untilTold('alice is here');
      const { clientId } = alice;
      const entry = bob
        .room()
        .people.list()
        .find((person) => person.clientId === clientId);
      expect(entry?.key).toBe(alice.session.chat?.identity.key);
      const stranger = await connected({ port, protocolVersion });
      const end: Presence = {
        state: 'offline',
        user: 'alice',
        session: entry?.session ?? '',
        at: Date.now() + 1000,
        connection: 9,
      };
      const place = { room: 'chat', clientId };
      const topic = presenceTopic('chat', clientId);
      const signed = (presence: Presence): Buffer =>
        signedPresence(identityOf(2), presence, place).payload;
      const borrowed = {
        ...(JSON.parse(signed(end).toString()) as object),
        key: entry?.key,
      };
      for (const payload of [
        encodePresence(end),
        encodePresence({ ...end, state: 'lost' }),
        encodePresence({ ...end, state: 'online', user: 'eve' }),
        signed(end),
        signed({ ...end, state: 'lost' }),
        JSON.stringify(borrowed),
        '',
      ])
        await stranger.connection.publish(topic, payload, retained);
      alice.session.chat?.setAway('lunch');
      await bob.untilTold('alice is away: lunch');
      expect(news(bob.room())).toEqual(['alice is here', 'alice is away: lunch']);
      expect(people(bob.room())).toEqual(['alice (away)', 'bob (online)']);
      await alice.session.close();
      await bob.untilTold('alice left');
    });

    it('is not fooled by a "lost" of an earlier start', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      await alice.untilTold('bob is here');
      const stale = { state: 'lost', user: 'bob', session: 'an earlier one', at: Date.now() };
      const stranger = await connected({ port, protocolVersion });
      await stranger.connection.publish(
        `chat/$presence/${bob.clientId}`,
        JSON.stringify(stale),
        retained,
      );
      const carol = openSession({ port, protocolVersion, nick: 'carol', rooms: ['chat'] });
      await carol.ready();
      await alice.untilTold('carol is here');
      expect(news(alice.room())).toEqual(['bob is here', 'carol is here']);
      await carol.until('bob', () => people(carol.room()).includes('bob (online)'));
    });

    it('survives whatever is retained there', async () => {
      const { port } = await forThisTest(start());
      const stranger = await connected({ port, protocolVersion });
      const odd = ['', '[]', 'null', '{"state":"here","user":1}', '\u0000', '{"state":"online"}'];
      for (const [index, payload] of odd.entries())
        await stranger.connection.publish(`chat/$presence/odd-${index}`, payload, retained);
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      expect(people(alice.room())).toEqual(['alice (online)']);
      expect(news(alice.room())).toEqual([]);
    });

    it('ends in a room that is left while the broker is away', async () => {
      const broker = await forThisTest(start());
      const { port } = broker;
      const rooms = ['chat', 'ops'];
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms });
      await alice.ready();
      await broker.down();
      await alice.until('the loss', () => alice.session.status.state !== 'connected');
      alice.session.chat?.part('ops');
      await broker.up();
      const ear = await listener({ port, protocolVersion }, '#');
      alice.session.retryNow();
      const topic = `chat/$presence/${alice.clientId}`;
      await ear.untilMessage((message) => message.topic === topic);
      // All that is announced is announced again when somebody says that we are lost.
      const lost = { state: 'lost', user: 'alice', session: 'x', at: 0 };
      await ear.connection.publish(topic, JSON.stringify(lost), retained);
      await ear.untilMessage(() => announced(ear, topic) === 2);
      alice.session.chat?.send('chat', 'marker');
      await ear.untilMessage(({ payload }) => payload.includes('marker'));
      expect(announced(ear, `ops/$presence/${alice.clientId}`)).toBe(0);
    });

    it('stays out of a room that is left in the same moment as it was joined', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, '#');
      const alice = openSession({
        port,
        protocolVersion,
        nick: 'alice',
        rooms: ['chat'],
        greeting: 'Hello,anyone!',
      });
      await alice.ready();
      alice.session.chat?.join('brief');
      alice.session.chat?.part('brief');
      alice.session.chat?.join('next');
      await alice.ready();
      alice.session.chat?.send('next', 'marker');
      await ear.untilMessage(({ payload }) => payload.includes('marker'));
      const entries = ear.messages.filter(({ topic }) => topic.startsWith('brief/$presence/'));
      // Empty is as good as gone.
      const last = decodePresence(entries.at(-1)?.payload ?? Buffer.alloc(0));
      expect(last?.state).not.toBe('online');
    });
  });
});

describe('a room that is left', () => {
  it('while there is no connection is news and unsubscribed as soon as there is one', async () => {
    const broker = await startFakeBroker();
    const rooms = ['chat', 'ops'];
    const alice = openSession({ port: broker.port, nick: 'alice', rooms });
    const topic = `ops/$presence/${alice.clientId}`;
    await broker.received('publish', (packet) => packet.topic === topic);
    for (const { socket } of broker.clients) socket.destroy();
    await alice.until('the loss', () => alice.session.status.state === 'waiting');
    alice.session.chat?.part('ops');
    alice.session.retryNow();
    await alice.until('the return', () => alice.session.status.state === 'connected');
    // The broker still retains "online" there, and goes on with the session.
    await broker.received('publish', (packet) => {
      const entry = decodePresence(Buffer.from(packet.payload));
      return packet.topic === topic && entry?.state !== 'online';
    });
    for (const filter of ['ops', 'ops/$presence/+'])
      await broker.received('unsubscribe', ({ unsubscriptions }) =>
        unsubscriptions.includes(filter),
      );
    expect(broker.connects()).toHaveLength(2);
  });

  it.each([
    [['part', 'join'], true],
    [['part', 'join', 'part', 'join'], true],
    [['part', 'join', 'part'], false],
    [['part', 'part'], false],
  ] as const)(
    'and joined again while there is no connection counts by the last of it: %j',
    async (steps, isIn) => {
      const broker = await startFakeBroker();
      const rooms = ['chat', 'ops'];
      const alice = openSession({ port: broker.port, nick: 'alice', rooms });
      const topic = `ops/$presence/${alice.clientId}`;
      await broker.received('publish', (packet) => packet.topic === topic);
      const before = broker.packets.length;
      // At the second return nothing is left to be told.
      for (const [index, meanwhile] of [steps, []].entries()) {
        for (const { socket } of broker.clients) socket.destroy();
        await alice.until('the loss', () => alice.session.status.state === 'waiting');
        for (const step of meanwhile) alice.session.chat?.[step]('ops');
        alice.session.retryNow();
        // Whatever is news at the return is news, and answered, before these two.
        for (const say of ['one', 'two']) {
          alice.session.chat?.send('chat', `${say} ${index}`);
          await alice.until(say, () => deliveries(alice.room()).at(-1) === 'acknowledged');
        }
      }
      const since = broker.packets.slice(before);
      const states = since.flatMap((packet) =>
        packet.cmd === 'publish' && packet.topic === topic
          ? [decodePresence(Buffer.from(packet.payload))?.state ?? 'gone']
          : [],
      );
      const unsubscribed = since.some(
        (packet) => packet.cmd === 'unsubscribe' && packet.unsubscriptions.includes('ops'),
      );
      expect([states, unsubscribed]).toEqual(
        isIn ? [['online', 'online'], false] : [['offline', 'gone'], true],
      );
    },
  );

  it('while it is being joined leaves no subscription behind', async () => {
    const broker = await startFakeBroker();
    const alice = openSession({ port: broker.port, nick: 'alice', rooms: ['chat'] });
    const isPresence = (room: string) => (packet: { topic: string }) =>
      packet.topic === `${room}/$presence/${alice.clientId}`;
    await broker.received('publish', isPresence('chat'));
    alice.session.chat?.join('brief');
    alice.session.chat?.part('brief');
    alice.session.chat?.join('next');
    await broker.received('publish', isPresence('next'));
    const kept = new Set<string>();
    for (const packet of broker.packets) {
      if (packet.cmd === 'subscribe') for (const { topic } of packet.subscriptions) kept.add(topic);
      if (packet.cmd === 'unsubscribe')
        for (const filter of packet.unsubscriptions) kept.delete(filter);
    }
    // By this one the chat finds out, for a moment, whether wildcards bring what is retained.
    kept.delete(`chat/$presence/${alice.clientId}/#`);
    const { key = '' } = alice.session.chat?.identity ?? {};
    expect(kept).toEqual(
      new Set([
        'chat',
        `chat/$dm/${alice.clientId}`,
        'chat/$presence/+',
        `chat/$repeat/${alice.clientId}`,
        `chat/$repeat/${answerName(key)}`,
        'next',
        `next/$dm/${alice.clientId}`,
        'next/$presence/+',
        `next/$repeat/${alice.clientId}`,
        `next/$repeat/${answerName(key)}`,
      ]),
    );
  });
});
