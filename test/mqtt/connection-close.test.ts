import { describe, expect, it, onTestFinished } from 'vitest';
import { Connection } from '../../source/mqtt/connection.ts';
import {
  connected,
  listener,
  textsOn,
  watchConnection,
  type WatchedConnection,
} from '../support/connections.ts';
import { ignore, startFakeBroker } from '../support/fake-broker.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { until } from '../support/until.ts';
import { forThisTest } from '../support/for-this-test.ts';

/** How long it may take, even where the broker does not answer, ms. */
const patience = 5000;

/** Resolves when the connection is closed; fails when it is not in time. */
const closed = ({ connection }: WatchedConnection): Promise<boolean> => {
  let isDone = false;
  return until({
    what: 'the connection to close',
    find: () => isDone,
    subscribe: (look) => {
      void connection.close().finally(() => {
        isDone = true;
        look();
      });
      return () => undefined;
    },
    seen: () => 'nothing: it is not done',
    timeout: patience,
  });
};

describe('Connection: closing', () => {
  it.each([
    [5, { cmd: 'disconnect', properties: { sessionExpiryInterval: 0 } }],
    [4, { cmd: 'disconnect' }],
  ] as const)('says goodbye with level %i', async (protocolVersion, goodbye) => {
    const broker = await startFakeBroker();
    const { connection } = await connected({
      port: broker.port,
      protocolVersion,
      sessionExpiry: 30,
    });
    await connection.close();
    expect(connection.status).toEqual({ state: 'closed' });
    await broker.deserted();
    expect(broker.packets.at(-1)).toMatchObject(goodbye);
  });

  it('waits for what is on its way', async () => {
    const broker = await startFakeBroker();
    const { connection } = await connected({ port: broker.port });
    const sent = connection.publish('a', 'last words', { qos: 1, retain: false });
    sent.catch(() => undefined);
    await connection.close();
    const kinds = broker.packets.map(({ cmd }) => cmd);
    expect(kinds).toEqual(['connect', 'publish', 'disconnect']);
  });

  it.each([1, 2] as const)(
    'leaves messages of QoS %i that come meanwhile with the broker',
    async (qos) => {
      const message = {
        cmd: 'publish',
        topic: 'a',
        payload: 'x',
        dup: false,
        retain: false,
      } as const;
      const broker = await startFakeBroker({
        publish: (packet, { send, agree }) => {
          send({ ...message, qos, messageId: 7 });
          agree(packet);
        },
      });
      const { connection } = await connected({
        port: broker.port,
        sessionExpiry: 30,
        outlastsDisconnect: true,
      });
      connection.publish('a', 'last words', { qos: 1, retain: false }).catch(() => undefined);
      await connection.close();
      await broker.deserted();
      expect(broker.packets.map(({ cmd }) => cmd)).toEqual(['connect', 'publish', 'disconnect']);
    },
  );

  it('does not hang when the connection breaks before the last answer', async () => {
    const broker = await startFakeBroker({ publish: ignore });
    const watched = await connected({ port: broker.port });
    watched.connection.publish('a', 'x', { qos: 1, retain: false }).catch(() => undefined);
    await broker.received('publish');
    const closing = closed(watched);
    for (const { socket } of broker.clients) socket.destroy();
    expect(await closing).toBe(true);
  });

  it('may be asked for twice, and before it was opened', async () => {
    const broker = await startFakeBroker();
    const { connection } = await connected({ port: broker.port });
    await Promise.all([connection.close(), connection.close()]);
    await connection.close();
    const unopened = watchConnection({ port: broker.port });
    await unopened.connection.close();
    unopened.connection.open();
    expect(unopened.connection.status).toEqual({ state: 'closed' });
    expect(broker.connects()).toHaveLength(1);
  });

  it('ends an attempt that the broker has not answered', async () => {
    const broker = await startFakeBroker({ connect: ignore });
    const { connection, statuses } = watchConnection({ port: broker.port });
    connection.open();
    await broker.received('connect');
    await connection.close();
    await broker.deserted();
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'closed']);
  });

  it('ends an attempt that still looks for its broker', async () => {
    const broker = await startFakeBroker();
    const address = Promise.withResolvers<{ protocol: 'mqtt'; host: string; port: number }>();
    const { connection, statuses } = watchConnection({
      port: broker.port,
      server: () => address.promise,
    });
    connection.open();
    await connection.close();
    address.resolve({ protocol: 'mqtt', host: '127.0.0.1', port: broker.port });
    const marker = await connected({ port: broker.port, clientId: 'marker' });
    await marker.connection.publish('marker', '', { qos: 1, retain: false });
    expect(broker.connects().map(({ clientId }) => clientId)).toEqual(['marker']);
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'closed']);
  });

  it('ends an attempt that finds no broker afterwards', async () => {
    const address = Promise.withResolvers<never>();
    const { connection, statuses } = watchConnection({ port: 1, server: () => address.promise });
    connection.open();
    await connection.close();
    address.reject(new Error('no free port'));
    await expect(address.promise).rejects.toThrow('no free port');
    // What the connection does about it is done in the same round.
    await new Promise(setImmediate);
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'closed']);
  });

  it('may be asked for by who is just told that the connection waits', async () => {
    const port = await freePort();
    const states: string[] = [];
    const closing = Promise.withResolvers<void>();
    const connection = new Connection(
      {
        server: async () => ({ protocol: 'mqtt', host: '127.0.0.1', port }),
        clientId: 'hasty',
        credentials: {},
        keepAlive: 60,
        protocolVersion: 'auto',
      },
      {
        onMessage: () => undefined,
        onStatus: ({ state }) => {
          states.push(state);
          if (state === 'waiting') closing.resolve(connection.close());
        },
      },
    );
    onTestFinished(() => connection.close());
    connection.open();
    await closing.promise;
    // Another one that waits just as long shows that the time is over.
    const clock = watchConnection({ port });
    clock.connection.open();
    await clock.untilState('waiting', ({ attempt }) => attempt === 4);
    expect(states).toEqual(['connecting', 'waiting', 'closed']);
  });

  it('ends the waiting for the next attempt', async () => {
    const { connection, statuses, untilState } = watchConnection({ port: await freePort() });
    connection.open();
    await untilState('waiting');
    await connection.close();
    connection.retryNow();
    connection.updateCredentials({ username: 'a' });
    // Another one that waits just as long shows that the time is over.
    const clock = watchConnection({ port: await freePort() });
    clock.connection.open();
    await clock.untilState('waiting', ({ attempt }) => attempt === 4);
    expect(statuses.map(({ state }) => state)).toEqual(['connecting', 'waiting', 'closed']);
  });
});

describeWith(mosquittoMissing, 'Connection: closing on Mosquitto', () => {
  const will = { topic: 'wills', payload: 'lost', qos: 1, retain: false } as const;

  it.each([5, 4] as const)('keeps the will message back, level %i', async (protocolVersion) => {
    const { port } = await forThisTest(startMosquitto());
    const ear = await listener({ port }, 'wills', 'marker');
    const { connection } = await connected({
      port,
      protocolVersion,
      will: () => ({ ...will, delay: 0 }),
      sessionExpiry: 30,
    });
    await connection.close();
    await ear.connection.publish('marker', '', { qos: 1, retain: false });
    await ear.untilMessage(({ topic }) => topic === 'marker');
    expect(textsOn(ear, 'wills')).toEqual([]);
  });

  it('does not hang when the broker is frozen and something is on its way', async () => {
    const broker = await forThisTest(startMosquitto());
    const watched = await connected({ port: broker.port });
    broker.pause();
    onTestFinished(() => broker.resume());
    watched.connection.publish('a', 'x', { qos: 1, retain: false }).catch(() => undefined);
    expect(await closed(watched)).toBe(true);
  });

  it('does not hang when the broker is frozen and nothing is on its way', async () => {
    const broker = await forThisTest(startMosquitto());
    const watched = await connected({ port: broker.port });
    broker.pause();
    onTestFinished(() => broker.resume());
    expect(await closed(watched)).toBe(true);
  });
});
