import { describe, expect, it, onTestFinished } from 'vitest';
import { brokerKinds } from '../support/brokers.ts';
import { listener, textsOn } from '../support/connections.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { startProxy } from '../support/proxy.ts';
import { deliveries, openSession, people, said, saidLines } from '../support/sessions.ts';

const greeting = 'Hello,anyone!';

/** What was said on a topic, without greetings, as everybody on the broker sees it. */
const sayings = (ear: Parameters<typeof textsOn>[0], topic: string): string[] =>
  textsOn(ear, topic)
    .map((text) => (JSON.parse(text) as { say: string }).say)
    .filter((say) => say !== greeting);

/** An address that is told only when the gate is open. */
const gate = (port: number) => {
  let opened = Promise.withResolvers<void>();
  opened.resolve();
  return {
    server: async () => {
      await opened.promise;
      return { protocol: 'mqtt', host: '127.0.0.1', port } as const;
    },
    close: () => {
      opened = Promise.withResolvers<void>();
    },
    open: () => opened.resolve(),
  };
};

describe.each(brokerKinds)('a session', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('keeps what is said while the broker is away, and says it once, in order', async () => {
      const broker = await forThisTest(start());
      const { port } = broker;
      const way = gate(port);
      const ear = await listener({ port, protocolVersion }, 'chat', 'ops');
      const { server } = way;
      const rooms = ['chat', 'ops'];
      const alice = openSession({ port, protocolVersion, server, nick: 'alice', rooms, greeting });
      await alice.ready();
      alice.session.chat?.send('chat', 'before');
      await alice.until('the acknowledgement', () => {
        const states = deliveries(alice.room());
        return states.length === 2 && states.every((state) => state === 'acknowledged');
      });
      way.close();
      await broker.down();
      await alice.until('the loss', () => alice.session.status.state !== 'connected');
      const lines = ['one', 'two', 'three', 'four', 'five'];
      for (const line of lines) expect(alice.session.chat?.send('chat', line)).toBeUndefined();
      alice.session.chat?.send('ops', 'elsewhere');
      expect(deliveries(alice.room())).toEqual([
        'acknowledged',
        'acknowledged',
        ...lines.map(() => 'waiting'),
      ]);
      await broker.up();
      // The ear is back before the speaker.
      ear.connection.retryNow();
      await ear.untilState('connected');
      for (const topic of rooms) await ear.connection.subscribe(topic, { qos: 1 });
      way.open();
      alice.session.retryNow();
      await alice.until('the acknowledgements', () =>
        deliveries(alice.room()).every((state) => state === 'acknowledged'),
      );
      alice.session.chat?.send('chat', 'marker');
      await ear.untilMessage(({ payload }) => payload.includes('marker'));
      expect(sayings(ear, 'chat')).toEqual(['before', ...lines, 'marker']);
      expect(sayings(ear, 'ops')).toEqual(['elsewhere']);
      await alice.until('all echoes', () => saidLines(alice.room()).length === 8);
      expect(said(alice.room())).toEqual(
        [greeting, 'before', ...lines, 'marker'].map((line) => `alice: ${line}`),
      );
    });

    it('is in its rooms again after a reconnect, hears them, and greets nobody twice', async () => {
      const broker = await forThisTest(start());
      const { port } = broker;
      const rooms = ['chat', 'ops'];
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms, greeting });
      await alice.ready();
      alice.session.chat?.join('later');
      await alice.ready();
      await broker.down();
      await alice.until('the loss', () => alice.session.status.state !== 'connected');
      await broker.up();
      alice.session.retryNow();
      const ear = await listener({ port, protocolVersion }, '#');
      await alice.until('the return', () => alice.session.status.state === 'connected');
      for (const topic of [...rooms, 'later']) {
        await ear.untilMessage((message) => message.topic.startsWith(`${topic}/$presence/`));
        await ear.connection.publish(topic, '{"user":"bob","say":"again"}', {
          qos: 1,
          retain: false,
        });
        await alice.untilSaid('again', topic);
        expect(textsOn(ear, topic)).toEqual(['{"user":"bob","say":"again"}']);
        expect(said(alice.room(topic))).toEqual([`alice: ${greeting}`, 'bob: again']);
        expect(people(alice.room(topic))).toContain('alice (online)');
      }
    });

    it('shows what is retained in a room once, and again only to who joins again', async () => {
      const { port } = await forThisTest(start());
      const proxy = await startProxy(port);
      const stranger = await listener({ port, protocolVersion });
      const sign = '{"user":"sign","say":"wet paint"}';
      await stranger.connection.publish('chat', sign, { qos: 1, retain: true });
      const options = { port: proxy.port, protocolVersion, nick: 'alice', rooms: ['chat'] };
      const alice = openSession(options);
      await alice.untilSaid('wet paint');
      proxy.cut();
      await alice.until('the loss', () => alice.session.status.state === 'waiting');
      alice.session.retryNow();
      await alice.until('the return', () => alice.session.status.state === 'connected');
      alice.session.chat?.join('marker');
      await alice.ready();
      expect(said(alice.room('chat'))).toEqual(['sign: wet paint']);
      alice.session.chat?.part('chat');
      alice.session.chat?.join('chat');
      expect((await alice.untilSaid('wet paint', 'chat')).user).toBe('sign');
    });

    it('says much at once after a long time away', async () => {
      const broker = await forThisTest(start());
      const { port } = broker;
      const way = gate(port);
      const { server } = way;
      const alice = openSession({ port, protocolVersion, server, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      way.close();
      await broker.down();
      await alice.until('the loss', () => alice.session.status.state !== 'connected');
      const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
      for (const line of lines) alice.session.chat?.send('chat', line);
      await broker.up();
      const ear = await listener({ port, protocolVersion }, 'chat');
      way.open();
      alice.session.retryNow();
      await ear.untilMessage(({ payload }) => payload.includes('line 499'));
      expect(sayings(ear, 'chat')).toEqual(lines);
      await alice.until('the acknowledgements', () =>
        deliveries(alice.room()).every((state) => state === 'acknowledged'),
      );
      expect(said(alice.room())).toHaveLength(500);
    });

    it('says that too much waits, when it does', async () => {
      const broker = await forThisTest(start());
      const alice = openSession({
        port: broker.port,
        protocolVersion,
        nick: 'alice',
        rooms: ['chat'],
      });
      await alice.ready();
      await broker.down();
      await alice.until('the loss', () => alice.session.status.state !== 'connected');
      for (let count = 0; count < 1000; count += 1)
        expect(alice.session.chat?.send('chat', `${count}`)).toBeUndefined();
      expect(alice.session.chat?.send('chat', 'one more')).toBe(
        'Too many messages wait for the broker: this one was not sent.',
      );
      expect(saidLines(alice.room())).toHaveLength(1000);
    });
  });
});

describeWith(mosquittoMissing, 'a session on a Mosquitto that is frozen', () => {
  it.each([5, 4] as const)(
    'waits for the acknowledgement, and says nothing twice, level %i',
    async (protocolVersion) => {
      const broker = await forThisTest(startMosquitto());
      const { port } = broker;
      const ear = await listener({ port, protocolVersion }, 'chat');
      const alice = openSession({ port, protocolVersion, nick: 'alice', rooms: ['chat'] });
      await alice.ready();
      broker.pause();
      onTestFinished(() => broker.resume());
      for (const line of ['one', 'two', 'three']) alice.session.chat?.send('chat', line);
      expect(deliveries(alice.room())).toEqual(['sending', 'sending', 'sending']);
      broker.resume();
      await alice.until('the acknowledgements', () =>
        deliveries(alice.room()).every((state) => state === 'acknowledged'),
      );
      alice.session.chat?.send('chat', 'marker');
      await ear.untilMessage(({ payload }) => payload.includes('marker'));
      expect(sayings(ear, 'chat')).toEqual(['one', 'two', 'three', 'marker']);
    },
  );

  it.each([5, 4] as const)(
    'gives up, comes back, and others see each sentence once, level %i',
    async (protocolVersion) => {
      const broker = await forThisTest(startMosquitto());
      const { port } = broker;
      const bob = openSession({ port, protocolVersion, nick: 'bob', rooms: ['chat'] });
      await bob.ready();
      const alice = openSession({
        port,
        protocolVersion,
        nick: 'alice',
        rooms: ['chat'],
        keepAlive: 1,
      });
      await alice.ready();
      broker.pause();
      onTestFinished(() => broker.resume());
      for (const line of ['one', 'two']) alice.session.chat?.send('chat', line);
      await alice.until('the loss', () => alice.session.status.state === 'waiting');
      alice.session.chat?.send('chat', 'three');
      expect(deliveries(alice.room())).toEqual(['waiting', 'waiting', 'waiting']);
      broker.resume();
      await alice.until('the acknowledgements', () =>
        deliveries(alice.room()).every((state) => state === 'acknowledged'),
      );
      alice.session.chat?.send('chat', 'marker');
      await bob.untilSaid('marker');
      const all = ['one', 'two', 'three', 'marker'].map((line) => `alice: ${line}`);
      expect(said(bob.room())).toEqual(all);
      await alice.until('the last acknowledgement', () =>
        deliveries(alice.room()).every((state) => state === 'acknowledged'),
      );
      expect(said(alice.room())).toEqual(all);
    },
  );
});

describeWith(mosquittoMissing, 'a session on a Mosquitto that takes no large packets', () => {
  it('is told that a sentence was too large, and goes on with the next', async () => {
    const { port } = await forThisTest(startMosquitto({ extra: ['max_packet_size 2000'] }));
    const alice = openSession({ port, nick: 'alice', rooms: ['chat'] });
    await alice.ready();
    alice.session.chat?.send('chat', 'x'.repeat(4000));
    alice.session.chat?.send('chat', 'short');
    await alice.until(
      'the short sentence to come through',
      () => deliveries(alice.room())[1] === 'acknowledged',
      5000,
    );
    const [state] = deliveries(alice.room());
    expect(state).toBe('failed');
  });
});

describe('a session whose broker', () => {
  it('breaks down before it acknowledges gets the same message again, with its id', async () => {
    let isDeaf = true;
    const broker = await startFakeBroker({
      publish: (packet, { agree }) => {
        if (packet.topic !== 'chat' || !isDeaf) agree(packet);
      },
    });
    const alice = openSession({ port: broker.port, nick: 'alice', rooms: ['chat'] });
    await alice.until('the connection', () => alice.session.status.state === 'connected');
    alice.session.chat?.send('chat', 'heard?');
    await broker.received('publish', ({ topic }) => topic === 'chat');
    expect(deliveries(alice.room())).toEqual(['sending']);
    isDeaf = false;
    for (const { socket } of broker.clients) socket.destroy();
    await alice.until('the loss', () => deliveries(alice.room())[0] === 'waiting');
    alice.session.retryNow();
    await alice.until('it', () => deliveries(alice.room())[0] === 'acknowledged');
    const sent = broker.packets.flatMap((packet) =>
      packet.cmd === 'publish' && packet.topic === 'chat' ? [String(packet.payload)] : [],
    );
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBe(sent[1]);
  });

  it('refuses a sentence shows the reason with it, and goes on', async () => {
    const broker = await startFakeBroker({
      publish: (packet, { agree, send }) => {
        if (!packet.payload.includes('forbidden')) agree(packet);
        else send({ cmd: 'puback', messageId: packet.messageId ?? 0, reasonCode: 151 });
      },
    });
    const alice = openSession({ port: broker.port, nick: 'alice', rooms: ['chat'] });
    await alice.until('the connection', () => alice.session.status.state === 'connected');
    alice.session.chat?.send('chat', 'forbidden');
    alice.session.chat?.send('chat', 'allowed');
    await alice.until('both answers', () => deliveries(alice.room()).at(-1) === 'acknowledged');
    const line = await alice.untilSaid('forbidden');
    expect(line.delivery).toEqual({ state: 'failed', reason: 'quota exceeded (151)' });
    expect(alice.session.status.state).toBe('connected');
  });

  it.each([5, 4] as const)(
    'hangs up on one sentence each time is not brought down by it for good, level %i',
    async (protocolVersion) => {
      const broker = await startFakeBroker({
        publish: (packet, { agree, send, socket }) => {
          if (!packet.payload.includes('poison')) return agree(packet);
          if (protocolVersion === 5) send({ cmd: 'disconnect', reasonCode: 149 });
          socket.end();
        },
      });
      const alice = openSession({
        port: broker.port,
        protocolVersion,
        nick: 'alice',
        rooms: ['chat'],
      });
      await alice.until('the connection', () => alice.session.status.state === 'connected');
      alice.session.chat?.send('chat', 'poison');
      alice.session.chat?.send('chat', 'good');
      // A person who presses Enter whenever it waits.
      const stop = alice.session.clock.subscribe(() => alice.session.retryNow());
      onTestFinished(stop);
      await alice.until(
        'the good sentence to come through',
        () => deliveries(alice.room())[1] === 'acknowledged',
        5000,
      );
      expect(deliveries(alice.room())).toEqual(['failed', 'acknowledged']);
    },
  );
});
