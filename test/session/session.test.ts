import { describe, expect, it } from 'vitest';
import { brokerKinds } from '../support/brokers.ts';
import { connected, listener, textsOn } from '../support/connections.ts';
import { refuse, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { openSession, people } from '../support/sessions.ts';

const both = { rooms: ['chat'], filters: ['#'], nick: 'alice' } as const;
const quiet = { qos: 1, retain: false } as const;

describe.each(brokerKinds)('a session', ({ name, missing, protocolVersion, start }) => {
  describeWith(missing, `on ${name}`, () => {
    it('chats and watches on two connections, which the broker tells apart', async () => {
      const { port } = await forThisTest(start());
      const alice = openSession({ port, protocolVersion, ...both, clientId: 'alice' });
      await alice.ready();
      expect(alice.session.status).toEqual({ state: 'connected', protocolVersion });
      expect(alice.session.server?.address).toEqual({ protocol: 'mqtt', host: '127.0.0.1', port });
      alice.session.chat?.send('chat', 'hello');
      await alice.until('the tree', () => alice.session.monitor?.tree.find('chat')?.messages === 1);
    });

    it('publishes on any topic, with QoS and RETAIN as told', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, '#');
      const alice = openSession({ port, protocolVersion, ...both });
      await alice.ready();
      await alice.session.publish('house/lamp', 'on', { qos: 0, retain: false });
      await alice.session.publish('house/lamp', Buffer.from([0xff]), { qos: 2, retain: true });
      await ear.untilMessage(({ topic, payload }) => topic === 'house/lamp' && payload[0] === 0xff);
      const late = await listener({ port, protocolVersion }, 'house/#');
      expect([...(await late.untilMessage(() => true)).payload]).toEqual([0xff]);
    });

    it('keeps what is no chat message out of a room', async () => {
      const { port } = await forThisTest(start());
      const ear = await listener({ port, protocolVersion }, 'chat', 'elsewhere');
      const alice = openSession({ port, protocolVersion, ...both });
      await alice.ready();
      for (const payload of ['21.5', '', '{"user":"alice"}', Buffer.from([0xff])])
        await expect(alice.session.publish('chat', payload, quiet)).rejects.toThrow(
          'chat is a room: type the sentence there.',
        );
      const message = '{"user":"alice","say":"by hand"}';
      await alice.session.publish('chat', message, quiet);
      await alice.session.publish('elsewhere', '21.5', quiet);
      await ear.untilMessage(({ topic }) => topic === 'elsewhere');
      expect(textsOn(ear, 'chat')).toEqual([message]);
    });

    it('says that nothing was published while it is not connected', async () => {
      const broker = await forThisTest(start());
      const alice = openSession({ port: broker.port, protocolVersion, ...both });
      await alice.ready();
      await broker.down();
      await alice.until('the loss of both', () =>
        [alice.session.chat, alice.session.monitor].every(
          (half) => half?.connection.status.state === 'waiting',
        ),
      );
      await expect(alice.session.publish('a', 'x', quiet)).rejects.toThrow(
        'Not connected: nothing was published.',
      );
      alice.session.findRetained(['a']);
      await alice.until('the failure', () => alice.session.cleaning?.state === 'failed');
      expect(alice.session.cleaning?.problem).not.toBe('');
    });

    it('takes for retained what it has published so, and nothing that was not published', async () => {
      const broker = await forThisTest(start());
      const alice = openSession({ port: broker.port, protocolVersion, ...both });
      await alice.ready();
      const isRetained = (topic: string): boolean | undefined =>
        alice.session.monitor?.tree.find(topic)?.isRetained;
      await alice.session.publish('lamp', 'on', { qos: 1, retain: true });
      await alice.session.publish('door', 'open', quiet);
      await alice.until(
        'both',
        () => isRetained('lamp') !== undefined && isRetained('door') === false,
      );
      expect(isRetained('lamp')).toBe(true);
      await alice.session.publish('lamp', '', { qos: 1, retain: true });
      await alice.until('the clearing', () => isRetained('lamp') === false);

      await broker.down();
      await alice.until('the loss', () => alice.session.status.state !== 'connected');
      await alice.until('the loss of both', () =>
        [alice.session.chat, alice.session.monitor].every(
          (half) => half?.connection.status.state === 'waiting',
        ),
      );
      await expect(alice.session.publish('door', 'shut', { qos: 1, retain: true })).rejects.toThrow(
        'Not connected',
      );
      expect(isRetained('door')).toBe(false);
      await broker.up();
      alice.session.retryNow();
      await alice.until('the return', () => alice.session.status.state === 'connected');
      await alice.ready();
      const { connection } = await connected({ port: broker.port, protocolVersion });
      await connection.publish('door', 'live', quiet);
      await alice.until(
        'the message',
        () => alice.session.monitor?.tree.find('door')?.messages === 2,
      );
      expect(isRetained('door')).toBe(false);
    });

    it('brings both connections back as soon as one of them is', async () => {
      const broker = await forThisTest(start());
      const alice = openSession({ port: broker.port, protocolVersion, ...both });
      await alice.ready();
      await broker.down();
      const [chat, monitor] = [alice.session.chat?.connection, alice.session.monitor?.connection];
      // The monitor has tried so often that it waits at least six seconds.
      for (const attempt of [2, 3, 4, 5]) {
        await alice.until('the next wait of the monitor', () => {
          const status = monitor?.status;
          return status?.state === 'waiting' && status.attempt === attempt;
        });
        if (attempt < 5) monitor?.retryNow();
      }
      await alice.until('the loss of the chat', () => chat?.status.state === 'waiting');
      await broker.up();
      chat?.retryNow();
      await alice.until('both', () => alice.session.status.state === 'connected', 3000);
      expect([chat?.status.state, monitor?.status.state]).toEqual(['connected', 'connected']);
    });

    it('watches only, or chats only, on one connection', async () => {
      const { port } = await forThisTest(start());
      const watcher = openSession({ port, protocolVersion, filters: ['#'], clientId: 'only' });
      await watcher.ready();
      expect(watcher.session.chat).toBeUndefined();
      await watcher.session.publish('a', 'x', quiet);
      await watcher.until('it', () => watcher.session.monitor?.tree.find('a'));
      await watcher.session.close();
      const talker = openSession({ port, protocolVersion, rooms: ['chat'], nick: 'bob' });
      await talker.ready();
      expect(talker.session.monitor).toBeUndefined();
      expect(people(talker.room())).toEqual(['bob (online)']);
    });
  });
});

const isRight = ({ username }: { username?: string | undefined }): boolean => username === 'right';

describe('a session: its connections', () => {
  it('have client identifiers of their own, and one of them the will message', async () => {
    const broker = await startFakeBroker();
    const will = { topic: 'wills', payload: 'gone', qos: 2, retain: false } as const;
    const alice = openSession({ port: broker.port, ...both, clientId: 'alice', will });
    await alice.until('both', () => alice.session.status.state === 'connected');
    const connects = broker.connects().map((packet) => [packet.clientId, packet.will?.topic]);
    expect(Object.fromEntries(connects)).toEqual({
      alice: 'chat/$presence/alice',
      'alice-w': 'wills',
    });
  });

  it('carry a will message of the person’s own in place of "lost" where nothing is watched', async () => {
    const broker = await startFakeBroker();
    const will = { topic: 'wills', payload: 'gone', qos: 2, retain: false } as const;
    const alice = openSession({ port: broker.port, rooms: ['chat'], nick: 'alice', will });
    await alice.until('it', () => alice.session.status.state === 'connected');
    expect(broker.connects().map(({ will: sent }) => sent?.topic)).toEqual(['wills']);
  });

  it('show the status of the one that is worst off', async () => {
    const broker = await startFakeBroker({
      connect: (packet, client) =>
        packet.clientId.endsWith('-w') ? refuse(135)(packet, client) : client.agree(packet),
    });
    const alice = openSession({ port: broker.port, ...both });
    await alice.until('the refusal', () => alice.session.status.state === 'refused');
    await alice.until('the chat', () => {
      const { chat } = alice.session;
      return chat?.connection.status.state === 'connected';
    });
    expect(alice.session.status).toMatchObject({
      state: 'refused',
      problem: 'Connection refused: not authorized (135)',
      credentials: true,
    });
  });

  it('wait for credentials where that is wanted', async () => {
    const broker = await startFakeBroker();
    const alice = openSession({ port: broker.port, ...both, waitForCredentials: true });
    expect(alice.session.status).toEqual({ state: 'idle' });
    alice.session.setNick('alice');
    alice.session.open();
    expect(alice.session.status).toEqual({ state: 'idle' });
    alice.session.updateCredentials({ username: 'admin', password: 'secret' });
    await alice.until('both', () => alice.session.status.state === 'connected');
    expect(alice.session.username).toBe('admin');
    expect(
      broker.connects().map(({ username, password }) => `${username}:${String(password)}`),
    ).toEqual(['admin:secret', 'admin:secret']);
  });

  it('take corrected credentials both, even where one is still being answered', async () => {
    const late: (() => void)[] = [];
    const broker = await startFakeBroker({
      connect: (packet, client) => {
        if (isRight(packet)) client.agree(packet);
        else if (packet.clientId.endsWith('-w')) late.push(() => refuse(135)(packet, client));
        else refuse(135)(packet, client);
      },
    });
    const alice = openSession({ port: broker.port, ...both, credentials: { username: 'wrong' } });
    await alice.until('the first refusal', () => {
      const { chat } = alice.session;
      return chat?.connection.status.state === 'refused' && late.length === 1;
    });
    alice.session.updateCredentials({ username: 'right' });
    for (const answer of late) answer();
    await alice.until('both', () => alice.session.status.state === 'connected', 3000);
    expect(broker.connects().filter(isRight)).toHaveLength(2);
  });
});

describeWith(mosquittoMissing, 'a session with a wrong password on Mosquitto', () => {
  it.each([
    [5, 'Connection refused: not authorized (135)'],
    [4, 'Connection refused: not authorized (5)'],
  ] as const)('is told so, and comes in with the right one, level %i', async (level, problem) => {
    const { port } = await forThisTest(startMosquitto({ users: { admin: 'right' } }));
    const alice = openSession({
      port,
      ...both,
      protocolVersion: level,
      credentials: { username: 'admin', password: 'wrong' },
    });
    await alice.until('the refusal of both', () =>
      [alice.session.chat, alice.session.monitor].every(
        (half) => half?.connection.status.state === 'refused',
      ),
    );
    expect(alice.session.status).toMatchObject({ state: 'refused', problem, credentials: true });
    expect(alice.session.username).toBe('admin');
    alice.session.updateCredentials({ username: 'admin', password: 'right' });
    await alice.ready();
    const other = { username: 'admin', password: 'right' };
    const ear = await connected({ port, credentials: other });
    await ear.connection.publish('a', 'x', quiet);
    await alice.until('it', () => alice.session.monitor?.tree.find('a'));
  });
});
