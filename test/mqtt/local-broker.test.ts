import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { LocalBroker } from '../../source/mqtt/local-broker.ts';
import { startScript } from '../support/child.ts';
import { watchConnection } from '../support/connections.ts';
import { freePort, freePorts } from '../support/free-port.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';

const host = '127.0.0.1';
const at = (port: number) => ({ protocol: 'mqtt', host, port });

const localBroker = (port: number): LocalBroker => {
  const broker = new LocalBroker(port);
  onTestFinished(() => broker.close());
  return broker;
};

/** Holds a port like a web server. */
const holdPort = async (port: number): Promise<Server> => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  });
  onTestFinished(() => void server.close());
  await once(server.listen(port, host), 'listening');
  return server;
};

describe('LocalBroker', () => {
  it('starts its own on the first port when nothing is listening there', async () => {
    const port = await freePort();
    const broker = localBroker(port);
    expect(await broker.locate()).toEqual(at(port));
    expect(broker.note).toBe('own broker');
  });

  it('starts one broker, however often and at once it is asked', async () => {
    const port = await freePort();
    const broker = localBroker(port);
    expect(await Promise.all([broker.locate(), broker.locate()])).toEqual([at(port), at(port)]);
    expect(await broker.locate()).toEqual(at(port));
    expect(broker.note).toBe('own broker');
  });

  it('joins the one that another start runs', async () => {
    const port = await freePort();
    const first = localBroker(port);
    await first.locate();
    const second = localBroker(port);
    expect(await second.locate()).toEqual(at(port));
    expect([first.note, second.note]).toEqual(['own broker', "another mqtt-tui's broker"]);
  });

  it('is started once when two ask in the same moment', async () => {
    const port = await freePort();
    const both = [localBroker(port), localBroker(port)];
    expect(await Promise.all(both.map((broker) => broker.locate()))).toEqual([at(port), at(port)]);
    expect(both.map(({ note }) => note).toSorted()).toEqual([
      "another mqtt-tui's broker",
      'own broker',
    ]);
  });

  it('takes the port over when the one who ran it quits', async () => {
    const port = await freePort();
    const first = localBroker(port);
    const second = localBroker(port);
    await first.locate();
    await second.locate();
    await first.close();
    expect(await second.locate()).toEqual(at(port));
    expect(second.note).toBe('own broker');
  });

  it('carries a connection over to the next when the one who ran it quits', async () => {
    const port = await freePort();
    const first = localBroker(port);
    await first.locate();
    const second = localBroker(port);
    const third = localBroker(port);
    const watched = [second, third].map((broker) =>
      watchConnection({ port, server: () => broker.locate() }),
    );
    for (const { connection } of watched) connection.open();
    for (const { untilState } of watched) await untilState('connected');
    await first.close();
    for (const { untilState } of watched) await untilState('waiting');
    for (const { untilState } of watched) await untilState('connected');
    expect([second.note, third.note].toSorted()).toEqual([
      "another mqtt-tui's broker",
      'own broker',
    ]);
  });

  it('goes to the next port for its own when something else holds the first, and says so', async () => {
    const port = await freePorts(2);
    await holdPort(port);
    const broker = localBroker(port);
    expect(await broker.locate()).toEqual(at(port + 1));
    const held = `as port ${port} is taken by something other than an MQTT broker`;
    expect(broker.note).toBe(`own broker, ${held}`);

    const second = localBroker(port);
    expect(await second.locate()).toEqual(at(port + 1));
    expect(second.note).toBe(`another mqtt-tui's broker, ${held}`);
  });

  it('joins a broker that wants a password on the first port', async () => {
    const credentials = { username: 'admin', password: 'secret' };
    const { port } = await forThisTest(startEmbeddedBroker({ host, port: 0, credentials }));
    const broker = localBroker(port);
    expect(await broker.locate()).toEqual(at(port));
    expect(broker.note).toBe('');
  });

  it('does not join a stranger’s broker on a later port', async () => {
    const port = await freePorts(3);
    await holdPort(port);
    const credentials = { username: 'admin', password: 'secret' };
    await forThisTest(startEmbeddedBroker({ host, port: port + 1, credentials }));
    expect(await localBroker(port).locate()).toEqual(at(port + 2));
  });

  it('says which ports it has tried when all are held', async () => {
    const port = await freePorts(16);
    for (let held = port; held < port + 16; held += 1) await holdPort(held);
    await expect(localBroker(port).locate()).rejects.toThrow(
      `no free port from ${port} to ${port + 15} for the embedded broker; give --host and --port`,
    );
  });

  it('frees the port when it is closed, and starts nothing after that', async () => {
    const port = await freePort();
    const broker = localBroker(port);
    await broker.locate();
    await broker.close();
    await expect(broker.locate()).rejects.toBeInstanceOf(Error);
    await expect(holdPort(port)).resolves.toBeDefined();
  });

  it('leaves nothing behind when it is closed while it searches', async () => {
    const port = await freePort();
    const broker = localBroker(port);
    const search = broker.locate().catch(() => undefined);
    await broker.close();
    await search;
    // The port must be free again: nobody is left to close it.
    await expect(holdPort(port)).resolves.toBeDefined();
  });

  it.each([
    ['after it has run a broker', ''],
    ['after it has joined one', 'await (await start({ host, port })), '],
  ])('lets the program end %s', async (_, first) => {
    const script = startScript(`
      import { startEmbeddedBroker as start } from './source/mqtt/embedded-broker.ts';
      import { LocalBroker } from './source/mqtt/local-broker.ts';
      const [host, port] = ['${host}', ${await freePort()}];
      const others = [${first}];
      const broker = new LocalBroker(port);
      await broker.locate();
      console.log(broker.note);
      await broker.close();
      for (const other of others) await other.close();
    `);
    await script.line('the note', (line) => line.includes('broker'));
    expect(await script.ended(3000)).toBe(0);
  });
});

describeWith(mosquittoMissing, 'LocalBroker beside Mosquitto', () => {
  it('joins the Mosquitto on the first port', async () => {
    const { port } = await forThisTest(startMosquitto());
    const broker = localBroker(port);
    expect(await broker.locate()).toEqual(at(port));
    expect(broker.note).toBe('');
  });

  it('joins a Mosquitto that wants a password', async () => {
    const { port } = await forThisTest(startMosquitto({ users: { admin: 'secret' } }));
    expect(await localBroker(port).locate()).toEqual(at(port));
  });

  it('starts its own when the Mosquitto is gone', async () => {
    const mosquitto = await forThisTest(startMosquitto());
    const broker = localBroker(mosquitto.port);
    await broker.locate();
    await mosquitto.down();
    expect(await broker.locate()).toEqual(at(mosquitto.port));
    expect(broker.note).toBe('own broker');
  });
});
