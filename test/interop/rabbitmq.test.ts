import { afterAll, beforeAll, expect, it } from 'vitest';
import { startChild } from '../support/child.ts';
import { connected, listener, textsOn } from '../support/connections.ts';
import { describeWith } from '../support/needs.ts';
import { findPython } from '../support/python.ts';
import {
  type RabbitCluster,
  rabbitCredentials,
  rabbitMissing,
  rabbitPatience,
  startRabbitCluster,
} from '../support/rabbitmq.ts';
import { deliveries, openSession, people, said, type TestSession } from '../support/sessions.ts';

const python = findPython();
const peer = new URL('paho_peer.py', import.meta.url).pathname;
const program = new URL('../support/session-program.ts', import.meta.url).pathname;
const credentials = rabbitCredentials;

let cluster: RabbitCluster | undefined;
let port = 0;

const session = (nick: string, options: Partial<Parameters<typeof openSession>[0]> = {}) =>
  openSession({ port, credentials, rooms: ['chat'], nick, ...options });

const allAcknowledged = ({ until, room }: TestSession): Promise<boolean> =>
  until('the acknowledgements', () =>
    deliveries(room()).every((state) => state === 'acknowledged'),
  );

/** Two people who see each other. */
const two = async (
  options: Parameters<typeof session>[1] = {},
): Promise<readonly [TestSession, TestSession]> => {
  const alice = session('alice', options);
  await alice.ready();
  const bob = session('bob', options);
  await bob.ready();
  await alice.until('bob', () => people(alice.room()).includes('bob (online)'));
  return [alice, bob];
};

// One node serves all tests: its start takes ten seconds.
describeWith(rabbitMissing, 'on RabbitMQ', () => {
  beforeAll(async () => {
    cluster = await startRabbitCluster(1);
    port = cluster.nodes[0]?.port ?? 0;
  }, rabbitPatience);
  afterAll(() => cluster?.stop());

  it('two people chat, and each leaving is told', async () => {
    const [alice, bob] = await two();
    alice.session.chat?.send('chat', '你好 👋');
    await bob.untilSaid('你好 👋');
    bob.session.chat?.send('chat', 'hello', true);
    await alice.untilSaid('hello');
    for (const one of [alice, bob]) {
      await allAcknowledged(one);
      expect(said(one.room())).toEqual(['alice: 你好 👋', 'bob: hello']);
    }
    await bob.session.close();
    await alice.untilTold('bob left');
  });

  it('a lost connection publishes the will', async () => {
    const dave = session('dave');
    await dave.ready();
    const victim = { port, protocolVersion: 4, nick: 'mallory', clientId: 'victim', credentials };
    const child = startChild(process.execPath, [program, JSON.stringify(victim)]);
    await child.line('that it is in the room', (line) => line === 'ready');
    await dave.until('mallory', () => people(dave.room()).includes('mallory (online)'));
    child.kill('SIGKILL');
    await dave.untilTold('mallory was lost (the connection broke)');
    expect(people(dave.room())).not.toContain('mallory (online)');
  });

  it('grants no more than QoS 1, and takes a message with QoS 2 all the same', async () => {
    const ear = await connected({ port, credentials });
    expect(await ear.connection.subscribe('qos/+', { qos: 2 })).toBe(1);
    await ear.connection.publish('qos/two', 'once', { qos: 2, retain: false });
    expect(await ear.untilMessage(({ topic }) => topic === 'qos/two')).toMatchObject({ qos: 1 });
  });

  it('hands out what is retained for an exact name, and not for a wildcard', async () => {
    const ear = await connected({ port, credentials });
    await ear.connection.publish('lamp/hall', 'on', { qos: 1, retain: true });
    await ear.connection.subscribe('lamp/+', { qos: 1 });
    await ear.connection.publish('lamp/marker', '', { qos: 1, retain: false });
    await ear.untilMessage(({ topic }) => topic === 'lamp/marker');
    expect(textsOn(ear, 'lamp/hall')).toEqual([]);
    await ear.connection.subscribe('lamp/hall', { qos: 1 });
    expect(await ear.untilMessage(({ topic }) => topic === 'lamp/hall')).toMatchObject({
      retain: true,
    });
    await ear.connection.publish('lamp/hall', '', { qos: 1, retain: true });
  });

  it('turns dots in topics into slashes', async () => {
    const ear = await listener({ port, credentials }, 'ops.dev');
    await ear.connection.publish('ops.dev', 'hello', { qos: 1, retain: false });
    await ear.untilMessage(({ topic }) => topic === 'ops/dev');
    expect(textsOn(ear, 'ops.dev')).toEqual([]);
  });

  it(
    'what was typed while it was away arrives once and in order',
    async () => {
      const [alice, bob] = await two();
      // Only those who were seen before a break are asked for what was missed.
      await bob.until('alice', () => people(bob.room()).includes('alice (online)'));
      const [node] = cluster?.nodes ?? [];
      await node?.down();
      for (const { until, session: one } of [alice, bob])
        await until('the loss', () => one.status.state !== 'connected');
      const texts = ['one', 'two', 'three'];
      for (const text of texts) alice.session.chat?.send('chat', text);
      await node?.up();
      for (const one of [alice, bob]) one.session.retryNow();
      for (const { untilSaid } of [alice, bob]) await untilSaid('three');
      await allAcknowledged(alice);
      for (const { room } of [alice, bob])
        expect(said(room())).toEqual(texts.map((text) => `alice: ${text}`));
    },
    rabbitPatience,
  );

  describeWith(python.missing, 'a program with paho-mqtt', () => {
    it('chats with us both ways', async () => {
      const script = startChild(python.command ?? 'python3', [peer, '--port', `${port}`, 'chat']);
      script.tell('爱丽丝');
      const bob = session('bob');
      await bob.ready();
      script.tell('你好，bob');
      await bob.untilSaid('你好，bob');
      bob.session.chat?.send('chat', '你好，爱丽丝');
      await script.line('what bob says', (line) => line === 'bob:你好，爱丽丝');
      await allAcknowledged(bob);
      expect(said(bob.room()).slice(-2)).toEqual(['爱丽丝: 你好，bob', 'bob: 你好，爱丽丝']);
    });
  });
});
