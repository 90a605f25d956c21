import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { embeddedBrokerName, startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import { type PortHolder, probePort } from '../../source/mqtt/port-probe.ts';

const host = '127.0.0.1';
const connect = 0x10;
const subscribe = 0x82;
const accepted = Buffer.from([0x20, 2, 0, 0]);
const granted = Buffer.from([0x90, 3, 0, 1, 0]);

const version = (text: string): Buffer => {
  const topic = '$SYS/broker/version';
  const head = Buffer.from([0x31, 2 + topic.length + text.length, 0, topic.length]);
  return Buffer.concat([head, Buffer.from(topic + text)]);
};

const servers: Server[] = [];

/** Listens and lets `answer` talk to the probe, whose every packet it is given with its type. */
const listen = async (answer: (socket: Socket, packetType: number) => void): Promise<number> => {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (packet) => answer(socket, packet[0] ?? 0));
  });
  servers.push(server);
  await once(server.listen(0, host), 'listening');
  return (server.address() as AddressInfo).port;
};

const probe = (port: number): Promise<PortHolder> => probePort(host, port, embeddedBrokerName);

/** A broker that takes everybody and whose subscribers get `then`, piece by piece. */
const openBroker = (then: readonly Buffer[]): Promise<number> =>
  listen((socket, type) => {
    if (type === connect) socket.write(accepted);
    if (type === subscribe) writeApart(socket, then);
  });

/** Writes pieces so that each arrives by itself: the next goes when the event loop has gone round. */
const writeApart = (socket: Socket, [piece, ...rest]: readonly Buffer[]): void => {
  if (piece === undefined) return;
  socket.write(piece, () => setImmediate(() => setImmediate(() => writeApart(socket, rest))));
};

afterEach(() => {
  vi.useRealTimers();
  for (const server of servers.splice(0)) server.close();
});

describe('probePort', () => {
  it('finds nobody on a free port', async () => {
    const port = await listen(() => undefined);
    servers.pop()?.close();
    expect(await probe(port)).toBe('nobody');
  });

  it('knows our own broker', async () => {
    const broker = await startEmbeddedBroker({ host, port: 0 });
    expect(await probe(broker.port)).toBe('our broker');
    await broker.close();
  });

  it('takes our own broker with a password for a broker', async () => {
    const credentials = { username: 'alice', password: 'secret' };
    const broker = await startEmbeddedBroker({ host, port: 0, credentials });
    expect(await probe(broker.port)).toBe('a broker');
    await broker.close();
  });

  it('knows another broker by the version that it tells', async () => {
    const port = await openBroker([Buffer.concat([granted, version('mosquitto version 2.0.18')])]);
    expect(await probe(port)).toBe('a broker');
  });

  it.each([1, 2, 3, 4, 5])('takes a refusal with code %i for a broker', async (code) => {
    const heard: number[] = [];
    const port = await listen((socket, type) => {
      heard.push(type);
      socket.write(Buffer.from([0x20, 2, 0, code]));
    });
    expect(await probe(port)).toBe('a broker');
    // One that refuses us is asked nothing more.
    expect(heard).toEqual([connect]);
  });

  it('reads a CONNACK that comes byte by byte', async () => {
    const bytes = [...Buffer.from([0x20, 2, 0, 5])].map((byte) => Buffer.from([byte]));
    expect(await probe(await listen((socket) => writeApart(socket, bytes)))).toBe('a broker');
  });

  it('reads the version of our broker when it comes in pieces', async () => {
    const packet = version(embeddedBrokerName);
    const port = await openBroker([granted, packet.subarray(0, 2), packet.subarray(2)]);
    expect(await probe(port)).toBe('our broker');
  });

  it('knows that a server of something else is no broker', async () => {
    const port = await listen((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await probe(port)).toBe('something else');
  });

  it('takes one that hangs up without a word for something else', async () => {
    expect(await probe(await listen((socket) => socket.destroy()))).toBe('something else');
  });

  it('takes one that hangs up on the subscription for a broker', async () => {
    const port = await listen((socket, type) => {
      if (type === connect) socket.write(accepted);
      else socket.destroy();
    });
    expect(await probe(port)).toBe('a broker');
  });

  it.each([
    ['something else', connect, [] as Buffer[]],
    ['a broker', subscribe, [granted]],
  ])('loses patience with %s that says nothing more', async (holder, lastPacket, answer) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const heard = Promise.withResolvers<void>();
    const port = await listen((socket, type) => {
      if (type === lastPacket) {
        for (const piece of answer) socket.write(piece);
        heard.resolve();
      } else socket.write(accepted);
    });
    const found = probe(port);
    await heard.promise;
    vi.advanceTimersByTime(10_000);
    expect(await found).toBe(holder);
  });
});
