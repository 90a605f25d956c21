import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  type AddressInfo,
  connect,
  createServer,
  type OnReadOpts,
  type Server,
  type Socket,
} from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openGathering } from '../../source/mqtt/gathered-reads.ts';
import { CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { until } from '../support/until.ts';

const host = '127.0.0.1';

/** Both ends of a connection. What is read is copied at once and then wiped: it was only lent. */
const join = async (
  server: Server,
  open: (port: number) => (onread: OnReadOpts) => Socket,
  isThere = 'connection',
) => {
  await once(server.listen(0, host), 'listening');
  onTestFinished(() => void server.close());
  const arrival = once(server, isThere);
  const socket = openGathering(open((server.address() as AddressInfo).port));
  const [broker] = (await arrival) as [Socket];
  onTestFinished(() => {
    broker.destroy();
    socket.destroy();
  });
  const chunks: string[] = [];
  const events: string[] = [];
  socket
    .on('data', (chunk: Buffer) => {
      chunks.push(chunk.toString('latin1'));
      chunk.fill(0);
    })
    .on('end', () => events.push('end'))
    .on('error', ({ code }: NodeJS.ErrnoException) => events.push(String(code)))
    .on('close', () => events.push('close'));
  const sees = (what: string, find: () => boolean): Promise<boolean> =>
    until({
      what,
      find,
      subscribe: (look) => {
        const names = ['data', 'end', 'error', 'close'];
        for (const name of names) socket.on(name, look);
        return () => names.forEach((name) => socket.off(name, look));
      },
      seen: () => ({ chunks, events }),
    });
  return {
    socket,
    broker,
    chunks,
    /** Resolves when the operating system has it. */
    send: (text: string) => new Promise<void>((done) => void broker.write(text, () => done())),
    reads: (text: string) => sees(`"${text.slice(0, 20)}"`, () => chunks.join('') === text),
    /** What ended it. */
    ended: async () => {
      await sees('the end', () => events.at(-1) === 'close');
      return events;
    },
  };
};

type Joined = Awaited<ReturnType<typeof join>>;

const joinTcp = () => join(createServer(), (port) => (onread) => connect({ host, port, onread }));

const joinTls = () => {
  const maker = new CertificateMaker();
  onTestFinished(() => maker.close());
  const { certFile, keyFile } = maker.selfSigned('server', `IP:${host}`);
  const server = createTlsServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) });
  const open = (port: number) => (onread: OnReadOpts) => {
    const options = { host, port, rejectUnauthorized: false, onread };
    return connectTls(options);
  };
  return join(server, open, 'secureConnection');
};

/** Time enough to read all that may be read. */
const turns = async (): Promise<void> => {
  for (let count = 0; count < 5; count += 1) await turn();
};

/** Three small reads in the same millisecond: what comes next is gathered. */
const begin = async ({ send, reads }: Joined): Promise<void> => {
  for (const text of ['1', '2', '3']) {
    await send(text);
    await reads('123'.slice(0, Number(text)));
  }
  expect(vi.getTimerCount()).toBe(1);
};

describe('a flood', () => {
  // Time stands still: however slow this machine is, one read follows at once upon the other.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });

  afterEach(() => void vi.useRealTimers());

  it('is gathered for a millisecond, and then read together', async () => {
    const joined = await joinTcp();
    const { chunks, send, reads } = joined;
    await begin(joined);
    await send('4');
    await send('5');
    await turns();
    expect(chunks).toEqual(['1', '2', '3']);
    vi.advanceTimersByTime(1);
    await reads('12345');
    expect(chunks).toEqual(['1', '2', '3', '45']);
  });

  it('waits on for whoever has paused', async () => {
    const joined = await joinTcp();
    const { socket, chunks, send, reads } = joined;
    await begin(joined);
    socket.pause();
    await send('4');
    vi.advanceTimersByTime(1);
    await turns();
    expect(chunks).toEqual(['1', '2', '3']);
    socket.resume();
    await reads('1234');
  });

  it('that ends is read to its end', async () => {
    const joined = await joinTcp();
    await begin(joined);
    joined.broker.end('4');
    await turns();
    vi.advanceTimersByTime(1);
    expect(await joined.ended()).toEqual(['end', 'close']);
    expect(joined.chunks.join('')).toBe('1234');
  });

  it('that breaks tells so', async () => {
    const joined = await joinTcp();
    await begin(joined);
    joined.broker.resetAndDestroy();
    vi.advanceTimersByTime(1);
    expect(await joined.ended()).toEqual(['ECONNRESET', 'close']);
  });

  it('is over when the connection is destroyed', async () => {
    const joined = await joinTcp();
    await begin(joined);
    joined.socket.destroy();
    vi.advanceTimersByTime(1);
    expect(await joined.ended()).toEqual(['close']);
  });

  it('is none where messages come one at a time', async () => {
    const { send, reads } = await joinTcp();
    let all = '';
    for (let count = 0; count < 10; count += 1) {
      vi.advanceTimersByTime(1);
      all += count;
      await send(String(count));
      await reads(all);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  it('is none where we answer', async () => {
    const { socket, send, reads } = await joinTcp();
    let all = '';
    for (let count = 0; count < 10; count += 1) {
      all += count;
      await send(String(count));
      await reads(all);
      expect(vi.getTimerCount()).toBe(0);
      socket.write('answer');
    }
  });

  it('is none where much comes at once', async () => {
    const { send, reads } = await joinTcp();
    let all = '';
    for (let count = 0; count < 10; count += 1) {
      const text = 'x'.repeat(count % 3 === 2 ? 8192 : 1);
      all += text;
      await send(text);
      await reads(all);
      expect(vi.getTimerCount()).toBe(0);
    }
  });
});

describe('for a reader who pauses', () => {
  const packets = Array.from({ length: 2000 }, (_, count) => `packet ${count};`);

  /** Returns how often it was given something during a pause. */
  const readWithPauses = async ({ socket, broker, reads }: Joined): Promise<number> => {
    let count = 0;
    let tooMany = 0;
    socket.on('data', () => {
      count += 1;
      if (socket.isPaused()) tooMany += 1;
      if (count % 3 !== 0) return;
      socket.pause();
      setImmediate(() => socket.resume());
    });
    for (const [index, packet] of packets.entries()) {
      broker.write(packet);
      if (index % 100 === 0) await turn();
    }
    await reads(packets.join(''));
    return tooMany;
  };

  it('nothing is lost or reordered', async () => {
    expect(await readWithPauses(await joinTcp())).toBe(0);
  });

  // One read brings many TLS records, each of which is handed on alone.
  it.skipIf(opensslMissing)('nothing is lost or reordered over TLS', async () => {
    expect(await readWithPauses(await joinTls())).toBe(0);
  });

  it.skipIf(opensslMissing)('little waits over TLS', async () => {
    const { socket, broker, chunks, ended } = await joinTls();
    socket.once('data', () => socket.pause());
    const [most, all] = [1_000_000, 'x'.repeat(8_000_000)];
    broker.end(all);
    await until({
      what: 'the pause',
      find: () => chunks.length > 0,
      subscribe: (look) => {
        socket.on('data', look);
        return () => socket.off('data', look);
      },
      seen: () => chunks.length,
    });
    for (let count = 0; count < 20; count += 1) await turns();
    expect(socket.readableLength).toBeLessThan(most);
    socket.resume();
    await ended();
    expect(chunks.join('') === all).toBe(true);
  });
});
