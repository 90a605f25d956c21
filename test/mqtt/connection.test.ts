import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '../../source/mqtt/connection-options.ts';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { ConnectionLost } from '../../source/mqtt/request-errors.ts';
import { connected, watchConnection } from '../support/connections.ts';
import { refuse, ignore, startFakeBroker } from '../support/fake-broker.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { forThisTest } from '../support/for-this-test.ts';

const states = (statuses: readonly ConnectionStatus[]): string[] =>
  statuses.map(({ state }) => state);

describe('Connection: trying again', () => {
  it('says that nobody listens, waits longer each time, and tries at once when told', async () => {
    const port = await freePort();
    const { connection, untilState } = watchConnection({ port });
    connection.open();
    for (const attempt of [2, 3, 4, 5]) {
      const before = performance.now();
      if (attempt > 2) connection.retryNow();
      const status = await untilState('waiting', (waiting) => waiting.attempt === attempt);
      expect(status.problem).toBe(
        `No connection to 127.0.0.1:${port}: nothing is listening there (connection refused).`,
      );
      // Up to a quarter less at random.
      const full = 1000 * 1.5 ** (attempt - 2);
      expect(status.retryAt).toBeGreaterThanOrEqual(before + full * 0.75);
      expect(status.retryAt).toBeLessThanOrEqual(performance.now() + full);
    }
  });

  it('tries again by itself when the wait is over, and connects when somebody listens', async () => {
    const port = await freePort();
    const { connection, statuses, untilState } = watchConnection({ port });
    connection.open();
    const { retryAt } = await untilState('waiting');
    await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port }));
    await untilState('connected');
    expect(performance.now()).toBeGreaterThanOrEqual(retryAt - 5);
    expect(states(statuses).filter((state) => state === 'waiting')).toHaveLength(1);
  });

  it('tries once however often it is told to', async () => {
    const port = await freePort();
    const { connection, statuses, untilState } = watchConnection({ port });
    connection.open();
    await untilState('waiting');
    connection.retryNow();
    connection.retryNow();
    connection.open();
    await untilState('waiting', () => statuses.length === 4);
    expect(states(statuses)).toEqual(['connecting', 'waiting', 'connecting', 'waiting']);
  });

  it('does nothing when it is told to try again while it stands', async () => {
    const broker = await startFakeBroker();
    const { connection, statuses } = await connected({ port: broker.port });
    connection.retryNow();
    connection.open();
    connection.retrySoon();
    await connection.publish('marker', '', { qos: 1, retain: false });
    expect(broker.connects()).toHaveLength(1);
    expect(states(statuses)).toEqual(['connecting', 'connected']);
  });

  it('hurries when it waits, but not into what was refused', async () => {
    const broker = await startFakeBroker({ connect: refuse(135) });
    const refused = watchConnection({ port: broker.port });
    refused.connection.open();
    await refused.untilState('refused');
    refused.connection.retrySoon();
    expect(refused.connection.status.state).toBe('refused');

    const waiting = watchConnection({ port: await freePort() });
    waiting.connection.open();
    await waiting.untilState('waiting');
    waiting.connection.retrySoon();
    expect(waiting.connection.status.state).toBe('connecting');
  });

  it('tries again where the broker could not be found', async () => {
    const broker = await startFakeBroker();
    const answers = [new Error('no free port for the broker')];
    const { connection, untilState } = watchConnection({
      port: broker.port,
      server: async () => {
        const error = answers.pop();
        if (error !== undefined) throw error;
        return { protocol: 'mqtt', host: '127.0.0.1', port: broker.port };
      },
    });
    connection.open();
    const { problem } = await untilState('waiting');
    expect(problem).toBe('No connection to the broker: no free port for the broker');
    connection.retryNow();
    await untilState('connected');
  });

  it('gives the connection a fresh start after a loss: clean with 3.1.1', async () => {
    const broker = await startFakeBroker();
    const { connection, untilState } = await connected({ port: broker.port, protocolVersion: 4 });
    for (const { socket } of broker.clients) socket.destroy();
    expect((await untilState('waiting')).problem).toBe(
      `The connection to 127.0.0.1:${broker.port} was lost.`,
    );
    connection.retryNow();
    await untilState('connected');
    expect(broker.connects().map(({ clean }) => clean)).toEqual([true, true]);
  });

  it('goes on with its session after a loss, where it keeps one with MQTT 5', async () => {
    const broker = await startFakeBroker();
    const { connection, untilState } = await connected({ port: broker.port, sessionExpiry: 30 });
    for (const { socket } of broker.clients) socket.destroy();
    await untilState('waiting');
    connection.retryNow();
    await untilState('connected');
    expect(
      broker.connects().map(({ clean, properties }) => [clean, properties?.sessionExpiryInterval]),
    ).toEqual([
      [true, 30],
      [false, 30],
    ]);
  });

  it('asks for the will message before every attempt', async () => {
    const broker = await startFakeBroker();
    let wills = 0;
    const will = () => {
      wills += 1;
      const payload = `lost ${wills}`;
      return { topic: 'wills', payload, qos: 1, retain: true, delay: 10, expiry: 60 } as const;
    };
    const { connection, untilState } = await connected({ port: broker.port, will });
    for (const { socket } of broker.clients) socket.destroy();
    await untilState('waiting');
    connection.retryNow();
    await untilState('connected');
    expect(broker.connects().map(({ will: sent }) => String(sent?.payload))).toEqual([
      'lost 1',
      'lost 2',
    ]);
    expect(broker.connects()[0]?.will).toMatchObject({ topic: 'wills', qos: 1, retain: true });
    expect(broker.connects()[0]?.will?.properties).toMatchObject({
      willDelayInterval: 10,
      messageExpiryInterval: 60,
    });
  });
});

describe('Connection: what was lost', () => {
  it('tells who waits for an answer that the connection was lost', async () => {
    const broker = await startFakeBroker({
      publish: ignore,
      subscribe: ignore,
      unsubscribe: ignore,
    });
    const { connection } = await connected({ port: broker.port });
    const asked = [
      connection.publish('a', 'x', { qos: 1, retain: false }),
      connection.publish('b', 'x', { qos: 2, retain: false }),
      connection.subscribe('c', { qos: 0 }),
      connection.unsubscribe('d'),
    ].map((request) => request.then(String, (error: unknown) => error));
    await broker.received('unsubscribe');
    for (const { socket } of broker.clients) socket.destroy();
    for (const error of await Promise.all(asked)) expect(error).toBeInstanceOf(ConnectionLost);
  });

  it('tells so too where the broker keeps the session: what was on its way is not sent by itself', async () => {
    let isDeaf = true;
    const broker = await startFakeBroker({
      publish: (packet, { agree }) => {
        if (!isDeaf) agree(packet);
      },
    });
    const { connection, untilState } = await connected({ port: broker.port, sessionExpiry: 30 });
    for (const { socket } of broker.clients) socket.destroy();
    await untilState('waiting');
    connection.retryNow();
    await untilState('connected');
    const asked = connection
      .publish('a', 'lost', { qos: 1, retain: false })
      .then(String, (error: unknown) => error);
    await broker.received('publish');
    for (const { socket } of broker.clients) socket.destroy();
    expect(await asked).toBeInstanceOf(ConnectionLost);
    isDeaf = false;
    connection.retryNow();
    await untilState('connected');
    await connection.publish('a', 'later', { qos: 1, retain: false });
    const sent = broker.packets.flatMap((packet) =>
      packet.cmd === 'publish' ? [String(packet.payload)] : [],
    );
    expect(sent).toEqual(['lost', 'later']);
  });

  it('refuses at once what is asked while it is not connected', async () => {
    const { connection } = watchConnection({ port: await freePort() });
    const asked = [
      connection.publish('a', 'x', { qos: 0, retain: false }),
      connection.publish('a', 'x', { qos: 1, retain: false }),
      connection.subscribe('c', { qos: 0 }),
      connection.unsubscribe('d'),
    ];
    for (const request of asked) await expect(request).rejects.toBeInstanceOf(ConnectionLost);
  });

  it('says so in the broker’s words when it ends the connection with a reason', async () => {
    const broker = await startFakeBroker();
    const { untilState } = await connected({ port: broker.port });
    for (const { send, socket } of broker.clients) {
      send({ cmd: 'disconnect', reasonCode: 139 });
      socket.end();
    }
    expect((await untilState('waiting')).problem).toBe(
      'The broker ended the connection: server shutting down (139).',
    );
  });
});

describe('Connection: DISCONNECT of a broker that does not close', () => {
  it('ends the connection, and nothing more is sent on it', async () => {
    const broker = await startFakeBroker({
      subscribe: (_, { send }) => send({ cmd: 'disconnect', reasonCode: 151 }),
    });
    const { connection, untilState } = await connected({ port: broker.port });
    const subscribing = connection.subscribe('a', { qos: 0 });
    await expect(subscribing).rejects.toBeInstanceOf(ConnectionLost);
    expect((await untilState('waiting')).problem).toBe(
      'The broker ended the connection: quota exceeded (151).',
    );
    await broker.deserted();
    expect(broker.packets.at(-1)?.cmd).toBe('subscribe');
  });
});

describe('Connection: no broker', () => {
  it('asks whether it is a broker when both versions are hung up on, and begins with 5 again', async () => {
    const broker = await startFakeBroker({ connect: (_, { socket }) => socket.end() });
    const { connection, statuses, untilState } = watchConnection({ port: broker.port });
    connection.open();
    const { problem } = await untilState('waiting');
    expect(problem).toBe(
      `127.0.0.1:${broker.port} closed the connection without an MQTT answer; is it a broker?`,
    );
    connection.retryNow();
    await untilState('waiting', (status) => status === statuses.at(-1) && statuses.length > 4);
    expect(broker.connects().map(({ protocolVersion }) => protocolVersion)).toEqual([5, 4, 5, 4]);
  });

  it('does not ask whether it is a broker where it has been one', async () => {
    let isUp = true;
    const broker = await startFakeBroker({
      connect: (packet, { agree, socket }) => {
        if (isUp) agree(packet);
        else socket.end();
      },
    });
    const { connection, untilState } = await connected({ port: broker.port });
    isUp = false;
    for (const { socket } of broker.clients) socket.destroy();
    await untilState('waiting');
    connection.retryNow();
    const { problem } = await untilState('waiting', (status) => !status.problem.includes('lost'));
    expect(problem).toBe(
      `127.0.0.1:${broker.port} closes the connection without an answer at the moment.`,
    );
  });

  it('survives a web server that answers and hangs up', async () => {
    const broker = await startFakeBroker({
      connect: (_, { socket }) =>
        socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
    });
    const { connection, untilState } = watchConnection({ port: broker.port });
    connection.open();
    expect((await untilState('waiting')).problem).toContain(`127.0.0.1:${broker.port}`);
  });

  it('hangs up on a broker that speaks garbage in the middle (MQTT 5, 4.13)', async () => {
    const broker = await startFakeBroker();
    const { untilState } = await connected({ port: broker.port });
    // Packet type 0 is forbidden (MQTT 5, 2.1.2).
    for (const { socket } of broker.clients) socket.write(Buffer.from([0x00, 0x00]));
    const { problem } = await untilState('waiting', undefined, 2000);
    expect(problem).toContain('is not MQTT');
  });
});

describeWith(mosquittoMissing, 'Connection on Mosquitto', () => {
  it('comes back when the broker was killed and started again', async () => {
    const broker = await forThisTest(startMosquitto());
    const { statuses, untilState } = await connected({ port: broker.port });
    await broker.down();
    const { problem } = await untilState('waiting');
    expect(problem).toBe(`The connection to 127.0.0.1:${broker.port} was lost.`);
    await broker.up();
    await untilState('connected');
    expect(states(statuses)).toEqual([
      'connecting',
      'connected',
      'waiting',
      'connecting',
      'connected',
    ]);
  });

  it('tells by its status that it was reset, before those who wait hear of it', async () => {
    const broker = await forThisTest(startMosquitto());
    const { connection } = await connected({ port: broker.port });
    broker.pause();
    const asked = connection
      .publish('a', 'x', { qos: 1, retain: false })
      .catch((error: unknown) => [String(error), connection.status]);
    // What a dead program has not read resets its connections.
    await broker.down();
    expect(await asked).toEqual([
      'ConnectionLost: the connection was lost',
      expect.objectContaining({
        state: 'waiting',
        problem: `The connection to 127.0.0.1:${broker.port} was lost.`,
      }),
    ]);
  });

  it('notices within the keep alive time that the broker is frozen, and comes back after it', async () => {
    const broker = await forThisTest(startMosquitto());
    const { untilState } = await connected({ port: broker.port, keepAlive: 1 });
    broker.pause();
    const { problem } = await untilState('waiting');
    expect(problem).toBe(
      `The connection to 127.0.0.1:${broker.port} was lost: no answer within the keep alive time.`,
    );
    broker.resume();
    await untilState('connected');
  });

  it('speaks MQTT over a WebSocket', async () => {
    const port = await freePort();
    const extra = [`listener ${port} 127.0.0.1`, 'protocol websockets'];
    await forThisTest(startMosquitto({ extra }));
    const { connection, untilState } = watchConnection({
      port,
      server: async () => ({ protocol: 'ws', host: '127.0.0.1', port, path: '/mqtt' }),
    });
    connection.open();
    expect(await untilState('connected')).toMatchObject({ protocolVersion: 5 });
    await connection.publish('a', 'x', { qos: 2, retain: false });
  });
});
