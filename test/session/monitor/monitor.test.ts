import { describe, expect, it } from 'vitest';
import { brokerKinds } from '../../support/brokers.ts';
import { connected, listener } from '../../support/connections.ts';
import { startFakeBroker } from '../../support/fake-broker.ts';
import { forThisTest } from '../../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../../support/mosquitto.ts';
import { describeWith } from '../../support/needs.ts';
import { openSession, type TestSession } from '../../support/sessions.ts';
import { nodeOf } from '../../support/topic-trees.ts';
import { nodesBelow } from '../../../source/model/topic-node.ts';

const quiet = { qos: 1, retain: false } as const;
const retained = { qos: 1, retain: true } as const;

const textOf = ({ payload }: { payload: Uint8Array }): string => Buffer.from(payload).toString();

/** What the tree knows of the topics that have had a message, by name. */
const topics = ({ session }: TestSession): Record<string, string> => {
  const found: Record<string, string> = {};
  if (session.monitor === undefined) return found;
  for (const node of nodesBelow(session.monitor.tree.root)) {
    const last = session.monitor.tree.last(node);
    if (last === undefined) continue;
    const mark = node.isRetained ? ' R' : '';
    found[node.topic] = `${node.messages}× ${textOf(last)}${mark}`;
  }
  return found;
};

const untilTopic = (watcher: TestSession, topic: string): Promise<unknown> =>
  watcher.until(`the topic ${topic}`, () => topics(watcher)[topic] !== undefined);

/** Clears what is retained on the topics that a filter matches. */
const clean = async ({ session, until }: TestSession, filter: string): Promise<void> => {
  session.findRetained([filter]);
  await until('what is retained', () => session.cleaning?.state === 'found');
  await session.cleaning?.clear();
};

describe.each(brokerKinds)('a monitor', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('shows what /+ matches, as the existing subscriber does', async () => {
      const { port } = await forThisTest(start());
      const watcher = openSession({ port, protocolVersion, filters: ['/+'] });
      await watcher.ready();
      const { connection } = await connected({ port, protocolVersion });
      for (const topic of ['a', 'a/', '/a/b', '//', '/a', '/marker'])
        await connection.publish(topic, '21.5', quiet);
      await untilTopic(watcher, '/marker');
      expect(topics(watcher)).toEqual({ '/a': '1× 21.5', '/marker': '1× 21.5' });
    });

    it('watches several filters, tells empty levels apart, and takes any bytes', async () => {
      const { port } = await forThisTest(start());
      const filters = ['a/#', '/a', '+/b/+', '你好/+'];
      const watcher = openSession({ port, protocolVersion, filters });
      await watcher.ready();
      const { connection } = await connected({ port, protocolVersion });
      for (const topic of ['/a', 'a', 'a/', 'a//b', 'x/b/', 'b', '/a/', '你好/世界'])
        await connection.publish(topic, topic, quiet);
      await connection.publish('a/bytes', Buffer.from([0xff, 0x00, 0x1b]), quiet);
      await connection.publish('a/empty', '', quiet);
      await untilTopic(watcher, 'a/empty');
      const expected = ['/a', 'a', 'a/', 'a//b', 'x/b/', '你好/世界', 'a/bytes', 'a/empty'];
      expect(Object.keys(topics(watcher)).toSorted()).toEqual(expected.toSorted());
      const node = watcher.session.monitor?.tree.find('a/bytes');
      const last = node && watcher.session.monitor?.tree.last(node);
      expect([...(last?.payload ?? [])]).toEqual([0xff, 0x00, 0x1b]);
    });

    it('sees $-topics only when it asks for them', async () => {
      const { port } = await forThisTest(start());
      const watcher = openSession({ port, protocolVersion, filters: ['#'] });
      await watcher.ready();
      const { connection } = await connected({ port, protocolVersion });
      await connection.publish('marker', 'x', quiet);
      await untilTopic(watcher, 'marker');
      expect(topics(watcher)).toEqual({ marker: '1× x' });
      watcher.session.monitor?.subscribe('$SYS/#', 0);
      await untilTopic(watcher, '$SYS/broker/version');
      expect(topics(watcher)['marker']).toBe('1× x');
    });

    it('marks what the broker retains, until it is cleared', async () => {
      const { port } = await forThisTest(start());
      const { connection } = await connected({ port, protocolVersion });
      await connection.publish('house/lamp', 'on', retained);
      await connection.publish('house/door', 'open', retained);
      const watcher = openSession({ port, protocolVersion, filters: ['house/#'] });
      await watcher.until('both', () => Object.keys(topics(watcher)).length === 2);
      expect(topics(watcher)).toEqual({ 'house/lamp': '1× on R', 'house/door': '1× open R' });
      await clean(watcher, 'house/#');
      expect(watcher.session.cleaning).toMatchObject({
        state: 'done',
        topics: [],
        result: { cleared: 2, left: [] },
      });
      for (const topic of ['house/lamp', 'house/door'])
        expect(watcher.session.monitor?.tree.find(topic)?.isRetained).toBe(false);
      const late = openSession({ port, protocolVersion, filters: ['#'] });
      await late.ready();
      await connection.publish('marker', 'x', quiet);
      await untilTopic(late, 'marker');
      expect(Object.keys(topics(late))).toEqual(['marker']);
    });

    it('clears more than the broker takes at once', async () => {
      const { port } = await forThisTest(start());
      const { connection } = await connected({ port, protocolVersion });
      const names = Array.from({ length: 220 }, (_, index) => `many/${index}`);
      await Promise.all(names.map((topic) => connection.publish(topic, 'x', retained)));
      const watcher = openSession({ port, protocolVersion, filters: ['many/#'] });
      await watcher.until('all', () => Object.keys(topics(watcher)).length === names.length);
      await clean(watcher, 'many/#');
      expect(watcher.session.cleaning?.result?.cleared).toBe(names.length);
      const late = openSession({ port, protocolVersion, filters: ['#'] });
      await late.ready();
      await connection.publish('marker', 'x', quiet);
      await untilTopic(late, 'marker');
      expect(Object.keys(topics(late))).toEqual(['marker']);
    });

    it('stops watching what it is told to', async () => {
      const { port } = await forThisTest(start());
      const watcher = openSession({ port, protocolVersion, filters: ['a/#', 'b/#'] });
      await watcher.ready();
      expect(watcher.session.monitor?.unsubscribe('a/#')).toBe(true);
      expect(watcher.session.monitor?.unsubscribe('a/#')).toBe(false);
      // The answer to a later subscription comes after the one to the unsubscription.
      watcher.session.monitor?.subscribe('c/#', 1);
      await watcher.ready();
      const { connection } = await connected({ port, protocolVersion });
      for (const topic of ['a/x', 'b/x', 'c/x']) await connection.publish(topic, 'x', quiet);
      await untilTopic(watcher, 'c/x');
      expect(topics(watcher)).toEqual({ 'b/x': '1× x', 'c/x': '1× x' });
      expect(watcher.session.monitor?.subscriptions.get('c/#')?.grantedQos).toBe(1);
    });

    it('watches the same filters after the broker was away', async () => {
      const broker = await forThisTest(start());
      const { port } = broker;
      const watcher = openSession({ port, protocolVersion, filters: ['a/#', 'b/#'] });
      await watcher.ready();
      watcher.session.monitor?.subscribe('c/#', 0);
      await watcher.ready();
      const before = await connected({ port, protocolVersion });
      await before.connection.publish('a/x', 'before', quiet);
      await untilTopic(watcher, 'a/x');
      await broker.down();
      await watcher.until('the loss', () => watcher.session.status.state !== 'connected');
      // Said while nobody answers: to be asked for as soon as somebody does.
      watcher.session.monitor?.unsubscribe('b/#');
      watcher.session.monitor?.subscribe('d/#', 0);
      await broker.up();
      watcher.session.retryNow();
      await watcher.ready();
      const { connection } = await connected({ port, protocolVersion });
      for (const topic of ['a/x', 'b/x', 'c/x', 'd/x']) await connection.publish(topic, 'x', quiet);
      await untilTopic(watcher, 'd/x');
      // The first answers of "ready" may be those of before: what matters is that all come.
      await watcher.until('all', () => topics(watcher)['a/x'] === '2× x');
      expect(topics(watcher)).toEqual({ 'a/x': '2× x', 'c/x': '1× x', 'd/x': '1× x' });
    });

    it('misses nothing of a flood, and keeps the order', async () => {
      const { port } = await forThisTest(start());
      const watcher = openSession({ port, protocolVersion, filters: ['flood/#'] });
      await watcher.ready();
      const { connection } = await connected({ port, protocolVersion });
      for (let count = 0; count < 20; count += 1)
        await Promise.all(
          Array.from({ length: 500 }, (_, index) =>
            connection.publish(`flood/${index % 50}`, `${count * 500 + index}`, quiet),
          ),
        );
      const tree = await watcher.until('all', () => {
        const found = watcher.session.monitor?.tree;
        return found?.find('flood')?.messagesBelow === 10_000 && found;
      });
      const history = tree.histories.of(nodeOf(tree, 'flood/49'));
      const last = history.map(({ payload }) => Number(String(payload)));
      expect(last).toHaveLength(100);
      expect(last).toEqual(last.toSorted((a, b) => a - b));
      expect(last.at(-1)).toBe(9999);
    });

    it('shows the messages of the branch that is looked at as they come', async () => {
      const { port } = await forThisTest(start());
      const watcher = openSession({ port, protocolVersion, filters: ['#'] });
      await watcher.ready();
      const { connection } = await connected({ port, protocolVersion });
      for (const topic of ['a/1', 'b/1', 'a/2']) await connection.publish(topic, 'old', quiet);
      await untilTopic(watcher, 'a/2');
      const node = watcher.session.monitor?.tree.find('a');
      if (node === undefined) throw new Error('the branch is missing');
      const log = watcher.session.monitor?.openLog(node);
      for (const topic of ['b/1', 'a/1', 'ab', 'a/3'])
        await connection.publish(topic, 'new', quiet);
      await untilTopic(watcher, 'a/3');
      const entries = [0, 1, 2, 3, 4].map((position) => log?.at(position));
      expect(entries.map((entry) => entry && `${entry.topic} ${textOf(entry)}`)).toEqual([
        'a/1 old',
        'a/2 old',
        'a/1 new',
        'a/3 new',
        undefined,
      ]);
    });
  });
});

describeWith(mosquittoMissing, 'a monitor on Mosquitto', () => {
  it.each([5, 4] as const)(
    'knows with level %i that a topic stays retained when it changes',
    async (protocolVersion) => {
      const { port } = await forThisTest(startMosquitto());
      const { connection } = await connected({ port });
      await connection.publish('lamp', 'on', retained);
      const watcher = openSession({ port, protocolVersion, filters: ['#'] });
      await untilTopic(watcher, 'lamp');
      await connection.publish('lamp', 'off', retained);
      await watcher.until('the change', () => topics(watcher)['lamp'] !== '1× on R');
      expect(topics(watcher)['lamp']).toBe('2× off R');
    },
  );

  it('knows with MQTT 5 that a new topic is retained, and that one was cleared', async () => {
    const { port } = await forThisTest(startMosquitto());
    const watcher = openSession({ port, filters: ['#'] });
    await watcher.ready();
    const { connection } = await connected({ port });
    await connection.publish('lamp', 'on', retained);
    await watcher.until('the lamp', () => topics(watcher)['lamp'] === '1× on R');
    await connection.publish('lamp', '', retained);
    await watcher.until('the clearing', () => topics(watcher)['lamp'] === '2× ');
    expect(topics(watcher)).toEqual({ lamp: '2× ' });
  });

  it.each([5, 4] as const)(
    'counts a message once that two of its filters match, level %i',
    async (protocolVersion) => {
      const { port } = await forThisTest(startMosquitto());
      const watcher = openSession({ port, protocolVersion, filters: ['#', 'a/#', 'a/b'] });
      await watcher.ready();
      const { connection } = await connected({ port });
      await connection.publish('a/b', 'x', quiet);
      await connection.publish('marker', 'x', quiet);
      await untilTopic(watcher, 'marker');
      expect(topics(watcher)).toEqual({ 'a/b': '1× x', marker: '1× x' });
    },
  );
});

describeWith(mosquittoMissing, 'a monitor with a shared subscription', () => {
  it.each([
    ['$share/group/a/#', 'a/#'],
    ['a/#', '$share/group/a/#'],
  ])('misses nothing that another filter matches: %s, then %s', async (...filters) => {
    const { port } = await forThisTest(startMosquitto());
    const watcher = openSession({ port, filters });
    await watcher.ready();
    // Gets a part of what is shared.
    await listener({ port }, '$share/group/a/#');
    const { connection } = await connected({ port });
    const names = Array.from({ length: 10 }, (_, index) => `a/${index}`);
    for (const topic of names) await connection.publish(topic, 'x', quiet);
    await connection.publish('a/marker', 'x', quiet);
    await untilTopic(watcher, 'a/marker');
    expect(Object.keys(topics(watcher)).toSorted()).toEqual([...names, 'a/marker']);
  });
});

describe('a monitor whose broker refuses a filter', () => {
  it.each([
    [5, 135, 'not authorized (135)'],
    [4, 128, 'unspecified error (128)'],
  ] as const)('names it and the reason, and goes on, level %i', async (level, code, words) => {
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        const messageId = packet.messageId ?? 0;
        const isSecret = packet.subscriptions[0]?.topic === 'secret/#';
        if (isSecret) send({ cmd: 'suback', messageId, granted: [code] });
        else agree(packet);
        const live = { qos: 0, retain: false, dup: false } as const;
        if (!isSecret) send({ cmd: 'publish', topic: 'open/a', payload: 'x', ...live });
      },
    });
    const filters = ['secret/#', 'open/#'];
    const watcher = openSession({ port: broker.port, protocolVersion: level, filters });
    await untilTopic(watcher, 'open/a');
    const { monitor } = watcher.session;
    expect(watcher.session.notice?.text).toBe(
      `The broker refused the subscription to "secret/#": ${words}`,
    );
    expect(monitor?.subscriptions.get('secret/#')).toMatchObject({
      state: 'refused',
      reason: words,
    });
    expect(monitor?.subscriptions.get('open/#')).toMatchObject({ state: 'granted' });
    expect(watcher.session.status.state).toBe('connected');
  });

  it('forgets the refusal when the broker has changed its mind', async () => {
    let isClosed = true;
    const broker = await startFakeBroker({
      subscribe: (packet, { agree, send }) => {
        const messageId = packet.messageId ?? 0;
        if (isClosed) send({ cmd: 'suback', messageId, granted: [135] });
        else agree(packet);
      },
    });
    const watcher = openSession({ port: broker.port, filters: ['secret/#'] });
    const subscription = () => watcher.session.monitor?.subscriptions.get('secret/#');
    await watcher.until('the refusal', () => subscription()?.state === 'refused');
    isClosed = false;
    for (const { socket } of broker.clients) socket.destroy();
    await watcher.until('the loss', () => watcher.session.status.state === 'waiting');
    watcher.session.retryNow();
    await watcher.until('the grant', () => subscription()?.state === 'granted');
    expect(subscription()?.reason).toBeUndefined();
  });
});
