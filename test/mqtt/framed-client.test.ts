import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import * as mqtt from 'mqtt';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { framedClient } from '../../source/mqtt/framed-client.ts';
import { CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { startFakeBroker } from '../support/fake-broker.ts';

it('an acknowledgement that is still to be read when the connection has ended does no harm', async () => {
  const broker = await startFakeBroker();
  const client = framedClient(
    mqtt,
    { host: '127.0.0.1', port: broker.port, protocolVersion: 4, reconnectPeriod: 0 },
    4,
  );
  await new Promise((resolve) => client.once('connect', resolve));
  await client.endAsync(true);
  const answers: unknown[] = [];
  // What the client does with each: the end does not empty the queue of packets that have come.
  for (const store of [client.outgoingStore, client.incomingStore])
    store.del({ messageId: 1 }, (error) => answers.push(error?.message));
  expect(answers).toEqual(['missing packet', 'missing packet']);
});

const listen = async (server: Server, path?: string): Promise<mqtt.IClientOptions> => {
  await once(path === undefined ? server.listen(0, '127.0.0.1') : server.listen(path), 'listening');
  onTestFinished(() => void server.close());
  return path === undefined
    ? { host: '127.0.0.1', port: (server.address() as AddressInfo).port }
    : { path, unixSocket: true };
};

/** How many small packets, written one at a time while time stands still, are read before more are gathered. */
const readsBefore = async (socket: Promise<Socket>, options: mqtt.IClientOptions) => {
  const common = { protocolVersion: 4, reconnectPeriod: 0, keepalive: 0 } as const;
  const client = framedClient(mqtt, { ...common, ...options }, 4);
  const broker = await socket;
  onTestFinished(() => void broker.destroy());
  await new Promise((resolve) => broker.once('data', resolve));
  broker.write(Buffer.from([0x20, 2, 0, 0]));
  await new Promise((resolve) => client.once('connect', resolve));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  let count = 0;
  while (vi.getTimerCount() === 0 && count < 10) {
    broker.write(Buffer.from([0x30, 3, 0, 1, 0x61]));
    await new Promise((resolve) => client.once('message', resolve));
    count += 1;
  }
  vi.useRealTimers();
  client.end(true);
  return count;
};

const arrival = (server: Server, event = 'connection'): Promise<Socket> =>
  new Promise((resolve) => server.once(event, resolve));

describe('a flood of small packets is gathered', () => {
  it('over TCP', async () => {
    const server = createServer();
    const place = await listen(server);
    expect(await readsBefore(arrival(server), { ...place, protocol: 'mqtt' })).toBeLessThan(4);
  });

  it('over a Unix socket', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'framed-client-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const server = createServer();
    const place = await listen(server, join(folder, 'socket'));
    expect(await readsBefore(arrival(server), { ...place, protocol: 'mqtt' })).toBeLessThan(4);
  });

  it.skipIf(opensslMissing)('over TLS', async () => {
    const maker = new CertificateMaker();
    onTestFinished(() => maker.close());
    const { certFile, keyFile, pem } = maker.selfSigned('server', 'IP:127.0.0.1');
    const server = createTlsServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) });
    const options = { ...(await listen(server)), protocol: 'mqtts', ca: pem } as const;
    expect(await readsBefore(arrival(server, 'secureConnection'), options)).toBeLessThan(4);
  });
});
