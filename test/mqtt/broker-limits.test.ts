/* oxlint-disable vitest/expect-expect -- what is waited for rejects when it does not come */
import type { QoS } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import {
  type EmbeddedBrokerOptions,
  startEmbeddedBroker,
} from '../../source/mqtt/embedded-broker.ts';
import {
  bareClient,
  type BareClient,
  bareConnection,
  connectPacket,
} from '../support/bare-client.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { until } from '../support/until.ts';

const MiB = 1024 * 1024;

/** How long a line may take, ms: 250 on an idle machine; where all wait for one client it is many seconds. */
const patient = 1000;

const start = async (options: Partial<EmbeddedBrokerOptions> = {}) => {
  const events: string[] = [];
  const looks = new Set<() => void>();
  const broker = await forThisTest(
    startEmbeddedBroker({
      host: '127.0.0.1',
      port: 0,
      onEvent: (event) => {
        events.push(event);
        for (const look of looks) look();
      },
      ...options,
    }),
  );
  const untilSaid = (pattern: RegExp, timeout?: number): Promise<string> =>
    until({
      what: `the event ${pattern}`,
      find: () => events.find((event) => pattern.test(event)),
      subscribe: (look) => {
        looks.add(look);
        return () => looks.delete(look);
      },
      seen: () => events,
      timeout,
    });
  return { ...broker, events, untilSaid };
};

const subscribe = async (client: BareClient, topic: string, qos: QoS = 0): Promise<void> => {
  client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic, qos }] });
  await client.untilPacket('suback');
};

/** What QoS the broker grants for each topic filter; 128 is a refusal. */
const ask = async (
  client: BareClient,
  messageId: number,
  ...topics: string[]
): Promise<readonly unknown[]> => {
  const subscriptions = topics.map((topic) => ({ topic, qos: 1 }) as const);
  client.send({ cmd: 'subscribe', messageId, subscriptions });
  const isAnswer = (packet: { messageId?: number }): boolean => packet.messageId === messageId;
  return (await client.untilPacket('suback', isAnswer)).granted;
};

/** A client that subscribes and then reads no more. */
const stuckClient = async (port: number, topic: string, qos: QoS = 0): Promise<BareClient> => {
  const client = await bareClient(port, { clientId: 'stuck' });
  await subscribe(client, topic, qos);
  client.socket.pause();
  return client;
};

/** Publishes until it is told to end, as fast as the broker takes it. */
const flood = (client: BareClient, topic: string, qos: QoS = 0): (() => void) => {
  const switched = new AbortController();
  const payload = Buffer.alloc(1024, 'x');
  const go = (): void => {
    while (!switched.signal.aborted && !client.socket.destroyed) {
      client.send({
        cmd: 'publish',
        topic,
        payload,
        qos,
        messageId: 1,
        retain: false,
        dup: false,
      });
      if (client.socket.writableNeedDrain) {
        client.socket.once('drain', go);
        return;
      }
    }
  };
  go();
  return () => switched.abort();
};

/** How long lines from one to another take, the greatest but for one in a hundred, ms. */
const talk = async (port: number, lines: number): Promise<number> => {
  const [alice, bob] = await Promise.all([
    bareClient(port, { clientId: 'alice' }),
    bareClient(port, { clientId: 'bob' }),
  ]);
  await subscribe(bob, 'room');
  const times: number[] = [];
  for (let line = 0; line < lines; line += 1) {
    const said = performance.now();
    alice.send({
      cmd: 'publish',
      topic: 'room',
      payload: String(line),
      qos: 0,
      retain: false,
      dup: false,
    });
    await bob.untilPacket('publish', ({ payload }) => String(payload) === String(line));
    times.push(performance.now() - said);
  }
  return times.toSorted((one, other) => one - other)[Math.ceil(lines * 0.99) - 1]!;
};

const retain = async (client: BareClient, topics: readonly string[]): Promise<void> => {
  for (const topic of topics)
    client.send({ cmd: 'publish', topic, payload: 'x', qos: 0, retain: true, dup: false });
  client.send({ cmd: 'pingreq' });
  await client.untilPacket('pingresp');
};

describe('a client that does not read', () => {
  it('loses messages with QoS 0, is told of once, and keeps nobody waiting', async () => {
    const { port, events, untilSaid } = await start({ limits: { queued: MiB } });
    const stuck = await stuckClient(port, 'big/#');
    const ends = await Promise.all(
      Array.from({ length: 10 }, async (_each, index) =>
        flood(await bareClient(port, { clientId: `flood-${index}` }), `big/${index}`),
      ),
    );
    await untilSaid(/^stuck reads too slowly; messages for it are dropped$/);
    expect(await talk(port, 100)).toBeLessThan(patient);
    for (const end of ends) end();
    expect(events.filter((event) => event.startsWith('stuck reads'))).toHaveLength(1);
    stuck.socket.destroy();
    expect(await untilSaid(/^stuck disconnected; \d+ messages were dropped$/)).not.toContain(' 0 ');
  });

  it('is disconnected where messages with QoS 1 do not fit', async () => {
    const { port, untilSaid } = await start({ limits: { queued: MiB } });
    await stuckClient(port, 'big', 1);
    const end = flood(await bareClient(port, { clientId: 'flood' }), 'big', 1);
    await untilSaid(/^stuck: disconnected: it reads too slowly for what it subscribed to$/);
    end();
  });

  it('is disconnected when it has read nothing for long', async () => {
    const { port, untilSaid } = await start({ limits: { patience: 1500 } });
    const stuck = await stuckClient(port, 'big');
    const publisher = await bareClient(port, { clientId: 'publisher' });
    const payload = Buffer.alloc(7 * MiB);
    publisher.send({ cmd: 'publish', topic: 'big', payload, qos: 0, retain: false, dup: false });
    publisher.send({ cmd: 'publish', topic: 'big', payload, qos: 0, retain: false, dup: false });
    await untilSaid(/^stuck: disconnected: it has read nothing for 1\.5 s$/);
    await until({
      what: 'the end',
      find: () => stuck.socket.destroyed,
      subscribe: (look) => {
        stuck.socket.on('close', look).resume();
        return () => undefined;
      },
      seen: () => undefined,
    });
  });

  it('goes when all together hold too much, those who hold most first', async () => {
    const { port, untilSaid } = await start({ limits: { memory: 16 * MiB } });
    for (const clientId of ['stuck-1', 'stuck-2', 'stuck-3']) {
      const client = await bareClient(port, { clientId });
      await subscribe(client, 'big');
      client.socket.pause();
    }
    const end = flood(await bareClient(port, { clientId: 'flood' }), 'big');
    await untilSaid(/^stuck-\d: disconnected: it held the most memory/);
    expect(await talk(port, 10)).toBeLessThan(patient);
    end();
  });

  it('gets retained messages only as it reads, while all of them come to others', async () => {
    const { port } = await start({ limits: { queued: 64 * 1024 } });
    const publisher = await bareClient(port, { clientId: 'publisher' });
    const topics = Array.from({ length: 200 }, (_each, index) => `kept/${index}`);
    for (const topic of topics)
      publisher.send({
        cmd: 'publish',
        topic,
        payload: Buffer.alloc(8 * 1024),
        qos: 0,
        retain: true,
        dup: false,
      });
    publisher.send({ cmd: 'pingreq' });
    await publisher.untilPacket('pingresp');
    const reader = await bareClient(port, { clientId: 'reader' });
    await subscribe(reader, 'kept/#');
    await reader.untilPacket('publish', ({ topic }) => topic === 'kept/199');
    expect(reader.packets.filter(({ cmd }) => cmd === 'publish')).toHaveLength(200);
  });
});

it('retained messages that fit one at a time all come to a client that reads', async () => {
  const { port } = await start({ limits: { queued: 64 * 1024 } });
  const client = await bareClient(port);
  for (const topic of ['kept/1', 'kept/2', 'kept/3'])
    client.send({
      cmd: 'publish',
      topic,
      payload: Buffer.alloc(50 * 1024),
      qos: 1,
      messageId: 7,
      retain: true,
      dup: false,
    });
  await subscribe(client, 'kept/#', 1);
  await client.untilPacket('publish', ({ topic }) => topic === 'kept/3');
  expect(client.packets.filter(({ cmd }) => cmd === 'publish')).toHaveLength(3);
});

describe('the limits', () => {
  it('of clients: one more is refused, unless somebody has yet to say who they are', async () => {
    const { port, untilSaid } = await start({ limits: { clients: 2 } });
    const first = await bareClient(port, { clientId: 'first' });
    const silent = await bareConnection(port);
    await bareClient(port, { clientId: 'second' });
    await silent.untilClosed();
    const third = await bareConnection(port);
    await third.untilClosed();
    await untilSaid(/^refused a client from 127\.0\.0\.1: there are 2 already$/);
    first.send({ cmd: 'disconnect' });
    await first.untilClosed();
    await bareClient(port, { clientId: 'fourth' });
  });

  it('of sessions that are kept: the oldest goes', async () => {
    const { port } = await start({ limits: { clients: 2 } });
    const isPresent = async (clientId: string): Promise<boolean> => {
      const client = await bareClient(port, { clientId, clean: false });
      client.send({ cmd: 'disconnect' });
      await client.untilClosed();
      return (await client.untilPacket('connack')).sessionPresent;
    };
    for (const clientId of ['a', 'b', 'c']) expect(await isPresent(clientId)).toBe(false);
    expect(await isPresent('c')).toBe(true);
    expect(await isPresent('a')).toBe(false);
  });

  it('of what waits for one who is away: the rest is left out', async () => {
    const { port, untilSaid } = await start({ limits: { queued: 64 * 1024 } });
    const away = await bareClient(port, { clientId: 'away', clean: false });
    await subscribe(away, 'a', 1);
    away.send({ cmd: 'disconnect' });
    await away.untilClosed();
    const end = flood(await bareClient(port, { clientId: 'flood' }), 'a', 1);
    await untilSaid(/^away: its session is full; messages for it are dropped$/);
    end();
    const back = await bareClient(port, { clientId: 'away', clean: false });
    await back.untilPacket('publish');
  });

  it('of the size of packets', async () => {
    const { port, untilSaid } = await start({ limits: { packet: 1000 } });
    const client = await bareClient(port);
    const publish = (bytes: number): void =>
      client.send({
        cmd: 'publish',
        topic: 'a',
        payload: Buffer.alloc(bytes),
        qos: 1,
        messageId: 1,
        retain: false,
        dup: false,
      });
    publish(990);
    await client.untilPacket('puback');
    publish(1000);
    await client.untilClosed();
    await untilSaid(/^bare: a packet of 1008 bytes is too large$/);
  });

  it('of subscriptions: more are refused, until some are given back', async () => {
    const { port } = await start({ limits: { subscriptions: 2 } });
    const client = await bareClient(port);
    expect(await ask(client, 1, 'a', 'b', 'c')).toEqual([1, 1, 128]);
    expect(await ask(client, 2, 'a')).toEqual([1]);
    client.send({ cmd: 'unsubscribe', messageId: 3, unsubscriptions: ['a'] });
    await client.untilPacket('unsuback');
    expect(await ask(client, 4, 'c', 'd')).toEqual([1, 128]);
  });

  it.each([
    ['bytes', (index: number) => `${'x'.repeat(60_000)}${index}`],
    ['levels', (index: number) => `${'x/'.repeat(99)}${index}`],
  ])('of the %s of filters: more are refused, until some are given back', async (_what, filter) => {
    const { port } = await start({ limits: { subscriptions: 100 } });
    const client = await bareClient(port, { clientId: 'long', clean: false });
    const filters = Array.from({ length: 100 }, (_each, index) => filter(index));
    const granted = await ask(client, 1, ...filters);
    const accepted = granted.indexOf(128);
    expect(accepted).toBeGreaterThan(2);
    expect(accepted).toBeLessThan(50);
    expect(await ask(client, 2, filter(0), filter(accepted))).toEqual([1, 128]);
    client.send({ cmd: 'unsubscribe', messageId: 3, unsubscriptions: [filter(0)] });
    await client.untilPacket('unsuback');
    expect(await ask(client, 4, filter(accepted), filter(0))).toEqual([1, 128]);
    client.send({ cmd: 'disconnect' });
    await client.untilClosed();
    // What a session restores counts too.
    const back = await bareClient(port, { clientId: 'long', clean: false });
    expect(await ask(back, 5, filter(1), filter(0))).toEqual([1, 128]);
  });

  it.each([
    ['number', { retained: 2 }],
    ['size', { retainedBytes: 1000 }],
  ])('of the %s of retained messages: more are not kept', async (_what, limits) => {
    const { port, events, counts } = await start({ limits });
    const client = await bareClient(port);
    await retain(client, ['a', 'b', 'c', 'd', 'a']);
    await subscribe(client, '#');
    await client.untilPacket('publish', ({ topic }) => topic === 'b');
    client.send({ cmd: 'publish', topic: 'end', payload: '', qos: 0, retain: false, dup: false });
    await client.untilPacket('publish', ({ topic }) => topic === 'end');
    const topics = client.packets.flatMap((packet) =>
      packet.cmd === 'publish' ? [packet.topic] : [],
    );
    expect(topics.toSorted()).toEqual(['a', 'b', 'end']);
    expect(events.filter((event) => event.includes('no room for more retained'))).toHaveLength(1);
    expect(counts()).toEqual({ leftOut: 0, notRetained: 2 });
  });
});

it('a thousand wildcard filters over twenty thousand retained messages hold nobody up', async () => {
  const { port } = await start();
  const publisher = await bareClient(port, { clientId: 'publisher' });
  await retain(
    publisher,
    Array.from({ length: 20_000 }, (_each, index) => `house/${index % 200}/${index}/state`),
  );
  const curious = await bareClient(port, { clientId: 'curious' });
  const subscriptions = Array.from(
    { length: 999 },
    (_each, index) =>
      ({ topic: index % 2 === 0 ? `+/+/${index}/#` : `+/${index}/#`, qos: 0 }) as const,
  );
  curious.send({
    cmd: 'subscribe',
    messageId: 1,
    subscriptions: [...subscriptions, { topic: '#', qos: 0 }],
  });
  expect(await talk(port, 200)).toBeLessThan(patient);
  await curious.untilPacket('suback');
  await until({
    what: 'all of them',
    find: () => curious.packets.filter(({ cmd }) => cmd === 'publish').length >= 20_000,
    subscribe: (look) => {
      curious.socket.on('data', look);
      return () => curious.socket.off('data', look);
    },
    seen: () => curious.packets.length,
    timeout: 20_000,
  });
}, 30_000);

it.each([true, false])('topic filters count as memory, clean session %s', async (clean) => {
  const { port, untilSaid } = await start({ limits: { memory: 2 * MiB } });
  const greedy = await bareClient(port, { clientId: 'greedy', clean });
  const subscriptions = Array.from(
    { length: 100 },
    (_each, index) => ({ topic: `${index}${'/+'.repeat(90)}`, qos: 1 }) as const,
  );
  greedy.send({ cmd: 'subscribe', messageId: 1, subscriptions });
  await untilSaid(/^greedy: .*it held the most memory/);
});

it('a message that fits ten thousands of filters goes once to each client and holds nobody up', async () => {
  const { port } = await start();
  const levels = Array.from({ length: 12 }, (_each, index) => index);
  const subscriptions = Array.from(
    { length: 900 },
    (_each, index) =>
      ({
        topic: levels.map((level) => ((index >> level) & 1 ? '+' : 'a')).join('/'),
        qos: 0,
      }) as const,
  );
  const ears = await Promise.all(
    Array.from({ length: 40 }, async (_each, index) => {
      const ear = await bareClient(port, { clientId: `ear-${index}` });
      ear.send({ cmd: 'subscribe', messageId: 1, subscriptions });
      await ear.untilPacket('suback');
      return ear;
    }),
  );
  const topic = levels.map(() => 'a').join('/');
  const publisher = await bareClient(port, { clientId: 'publisher' });
  publisher.send({ cmd: 'publish', topic, payload: 'x', qos: 0, retain: false, dup: false });
  for (const ear of ears) {
    await ear.untilPacket('publish');
    expect(ear.packets.filter(({ cmd }) => cmd === 'publish')).toHaveLength(1);
  }
  const end = flood(publisher, topic);
  expect(await talk(port, 100)).toBeLessThan(patient);
  end();
}, 30_000);

it('a right login is answered at once, whatever has failed at its address', async () => {
  const { port } = await start({ credentials: { username: 'admin', password: 'secret' } });
  const guessers = await Promise.all(
    Array.from({ length: 40 }, async (_each, index) => {
      const client = await bareConnection(port);
      client.send(
        connectPacket({
          clientId: `guess-${index}`,
          username: 'admin',
          password: Buffer.from(String(index)),
        }),
      );
      return client;
    }),
  );
  // More wait for their answer than may.
  await Promise.race(guessers.map((guesser) => guesser.untilClosed()));
  const startedAt = performance.now();
  for (let count = 0; count < 10; count += 1) {
    const owner = await bareClient(port, {
      clientId: `owner-${count}`,
      username: 'admin',
      password: Buffer.from('secret'),
    });
    expect((await owner.untilPacket('connack')).returnCode).toBe(0);
  }
  expect(performance.now() - startedAt).toBeLessThan(patient);
});
