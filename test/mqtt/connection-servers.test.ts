import { describe, expect, it } from 'vitest';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { Server, ServerList } from '../../source/mqtt/server-list.ts';
import { watchConnection } from '../support/connections.ts';
import { ignore, refuse, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { freePort } from '../support/free-port.ts';

const host = '127.0.0.1';

/** Servers on these ports of this machine; the first has credentials of its own if there are any. */
const listOf = (
  ports: readonly number[],
  own?: { username: string; password: string },
): ServerList =>
  new ServerList(
    ports.map(
      (port, index) =>
        new Server({
          protocol: 'mqtt',
          host,
          port,
          ...(index > 0 || own === undefined ? {} : { credentials: own }),
        }),
    ),
  );

/** A connection to these ports. */
const watch = (ports: readonly number[], options = {}) => {
  const server = listOf(ports);
  return { servers: server, ...watchConnection({ port: 0, server, ...options }) };
};

describe('Connection: several servers', () => {
  it('are tried in turn without waiting, and the one that works is tried first from then on', async () => {
    const closed = await freePort();
    const { port } = await startFakeBroker();
    const { connection, servers, statuses, untilState } = watch([closed, port]);
    connection.open();
    await untilState('connected');
    expect(statuses.map(({ state }) => state)).not.toContain('waiting');
    expect(connection.server?.address?.port).toBe(port);
    expect(servers.all.map(({ last }) => last?.problem?.sentence)).toEqual([
      `No connection to ${host}:${closed}: nothing is listening there (connection refused).`,
      undefined,
    ]);
    const second = watchConnection({ port: 0, server: servers });
    second.connection.open();
    await second.untilState('connected');
    expect(second.statuses.map(({ state }) => state)).toEqual(['connecting', 'connected']);
  });

  it('are waited for after a whole round, and then all of them are tried again', async () => {
    const ports = [await freePort(), await freePort()];
    const { connection, statuses, untilState } = watch(ports);
    connection.open();
    await untilState('waiting', ({ attempt }) => attempt === 2);
    connection.retryNow();
    await untilState('waiting', ({ attempt }) => attempt === 2);
    const broker = await forThisTest(startEmbeddedBroker({ host, port: ports[1]! }));
    await untilState('connected');
    expect(connection.server?.address?.port).toBe(broker.port);
    expect(statuses.filter(({ state }) => state === 'waiting')).toHaveLength(2);
  });

  it('take over at once from one that dies', async () => {
    const first = await startEmbeddedBroker({ host, port: 0 });
    const second = await forThisTest(startEmbeddedBroker({ host, port: 0 }));
    const { connection, statuses, untilState } = watch([first.port, second.port]);
    connection.open();
    await untilState('connected');
    await first.close();
    await untilState('connected', () => connection.server?.address?.port === second.port);
    expect(statuses.map(({ state }) => state)).not.toContain('waiting');
  });

  it('of which one refuses for good leave the others their chance', async () => {
    const refusing = await startFakeBroker({ connect: refuse(135) });
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0 }));
    const { connection, untilState } = watch([refusing.port, port]);
    connection.open();
    await untilState('connected');
    expect(connection.server?.address?.port).toBe(port);
  });

  it('that all refuse, or cannot be reached, end in what can be corrected, by its server', async () => {
    const refusing = await startFakeBroker({ connect: refuse(134) });
    const { connection, untilState } = watch([refusing.port, await freePort()]);
    connection.open();
    const { problem, credentials } = await untilState('refused');
    expect(credentials).toBe(true);
    expect(problem).toMatch(new RegExp(`^${host}:${refusing.port}: Connection refused: `));
    expect(connection.refusalCode).toBe(134);
  });

  it('of which one has refused are not given up once a server has worked', async () => {
    const first = await startEmbeddedBroker({ host, port: 0 });
    const refusing = await startFakeBroker({ connect: refuse(135) });
    const { connection, untilState } = watch([first.port, refusing.port]);
    connection.open();
    await untilState('connected');
    await first.close();
    await untilState('waiting');
    await forThisTest(startEmbeddedBroker({ host, port: first.port }));
    await untilState('connected');
    expect(refusing.connects().length).toBe(1);
  });

  it('do not help where another program has taken the session over', async () => {
    const taking = await startFakeBroker();
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0 }));
    const { connection, untilState } = watch([taking.port, port]);
    connection.open();
    await untilState('connected');
    for (const { send, socket } of taking.clients) {
      send({ cmd: 'disconnect', reasonCode: 142 });
      socket.end();
    }
    await untilState('refused');
    expect(connection.server?.address?.port).toBe(taking.port);
  });

  it('each get the credentials of their own URL, and what these lack from the others', async () => {
    const first = await startFakeBroker({ connect: refuse(134) });
    const second = await startFakeBroker();
    const server = listOf([first.port, second.port], { username: 'own', password: 'secret' });
    const credentials = { username: 'all', password: 'theirs' };
    const { connection, untilState } = watchConnection({ port: 0, server, credentials });
    connection.open();
    await untilState('connected');
    const used = [first, second].map((broker) => {
      const [{ username, password } = {}] = broker.connects();
      return [username, String(password)];
    });
    expect(used).toEqual([
      ['own', 'secret'],
      ['all', 'theirs'],
    ]);
  });

  it('each get the version that they know', async () => {
    const old = await startFakeBroker({
      connect: (packet, client) =>
        packet.protocolVersion === 5 ? refuse(1)(packet, client) : client.agree(packet),
    });
    const { port } = await startFakeBroker();
    const { connection, servers, untilState } = watch([old.port, port]);
    connection.open();
    expect(await untilState('connected')).toMatchObject({ protocolVersion: 4 });
    servers.prefer(servers.all[1]!);
    connection.changeServer();
    expect(await untilState('connected', () => connection.server === servers.all[1])).toMatchObject(
      {
        protocolVersion: 5,
      },
    );
  });

  it('are left for the one that was chosen, though the others work', async () => {
    const brokers = [await startFakeBroker(), await startFakeBroker()];
    const { connection, servers, untilState } = watch(brokers.map(({ port }) => port));
    connection.open();
    await untilState('connected');
    connection.changeServer();
    expect(connection.status.state).toBe('connected');
    servers.prefer(servers.all[1]!);
    connection.changeServer();
    await untilState('connected', () => connection.server === servers.all[1]);
    await brokers[0]!.deserted();
  });

  it('need not be waited for: another one is chosen while one does not answer', async () => {
    const mute = await startFakeBroker({ connect: ignore });
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0 }));
    const { connection, servers, untilState } = watch([mute.port, port]);
    connection.open();
    await untilState('connecting');
    servers.prefer(servers.all[1]!);
    connection.changeServer();
    await untilState('connected');
    expect(connection.server?.address?.port).toBe(port);
  });
});
