import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startEmbeddedBroker } from '../../source/mqtt/embedded-broker.ts';
import type { ServerAddress } from '../../source/mqtt/server-address.ts';
import { receivedProperties } from '../../source/mqtt/user-properties.ts';
import { type Certificate, CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { watchConnection } from '../support/connections.ts';
import { startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { startHttpProxy, startSocksProxy } from '../support/forward-proxies.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';

const open = (address: ServerAddress) => {
  const watched = watchConnection({ port: 0, server: async () => address });
  watched.connection.open();
  return watched;
};

const at = (port: number, rest: Partial<ServerAddress> = {}): ServerAddress => ({
  protocol: 'mqtt',
  host: '127.0.0.1',
  port,
  ...rest,
});

/** A server that answers each chunk with the next of these bytes. */
const says = (...bytes: readonly (string | readonly number[])[]) => {
  const left = bytes.map((one) => Buffer.from(one as string));
  return (socket: Socket): void => {
    socket.on('data', () => void socket.write(left.shift() ?? ''));
  };
};

describe('a connection through a proxy', () => {
  it.each([
    ['SOCKS5', 'socks5', () => startSocksProxy()],
    ['HTTP', 'http', () => startHttpProxy()],
  ] as const)('over %s leads to the broker, whose name it looks up', async (_, protocol, start) => {
    const { port } = await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port: 0 }));
    const proxy = await start();
    const { connection, untilState } = open(
      at(port, {
        host: 'broker.invalid',
        proxy: { protocol, host: '127.0.0.1', port: proxy.port },
      }),
    );
    await untilState('connected');
    await connection.publish('a', 'x', { qos: 1, retain: false });
    expect(new Set(proxy.targets)).toEqual(new Set([`broker.invalid:${port}`]));
  });

  it.each([
    ['SOCKS5', 'socks5', () => startSocksProxy('me:sesame')],
    ['HTTP', 'http', () => startHttpProxy('me:sesame')],
  ] as const)(
    'over %s says that the proxy wants a login, and logs in',
    async (_, protocol, start) => {
      const { port } = await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port: 0 }));
      const proxy = await start();
      const through = { protocol, host: '127.0.0.1', port: proxy.port } as const;
      const { problem } = await open(at(port, { proxy: through })).untilState('waiting');
      expect(problem).toBe(
        `No connection through the proxy 127.0.0.1:${proxy.port}: it wants a user name and a password: write them in the URL of the proxy.`,
      );
      const login = { username: 'me', password: 'sesame' };
      await open(at(port, { proxy: { ...through, ...login } })).untilState('connected');
    },
  );

  const withLogin = { username: 'me', password: 'opensesame' };

  it.each([
    [
      'http',
      'a refused login',
      says('HTTP/1.1 407 No\r\n\r\n'),
      'it refuses the user name or the password',
    ],
    [
      'http',
      'a target out of reach',
      says('HTTP/1.1 502 No\r\n\r\n'),
      'it cannot reach the broker (502)',
    ],
    [
      'http',
      'a forbidden target',
      says('HTTP/1.1 403 No\r\n\r\n'),
      'it does not allow this connection (403)',
    ],
    ['http', 'another server', says('SSH-2.0-x\r\n'), 'it does not speak HTTP'],
    ['http', 'a closed connection', (socket) => socket.end(), 'it closed the connection'],
    ['socks5', 'a refused login', says([5, 2], [1, 1]), 'it refuses the user name or the password'],
    [
      'socks5',
      'a target out of reach',
      says([5, 0], [5, 4, 0, 1, 0, 0, 0, 0, 0, 0]),
      'it answered "host unreachable"',
    ],
    [
      'socks5',
      'another server',
      says('HTTP/1.1 400 Bad Request\r\n\r\n'),
      'it does not speak SOCKS 5',
    ],
    ['socks5', 'a closed connection', (socket) => socket.end(), 'it closed the connection'],
  ] as const satisfies readonly (readonly [string, string, (socket: Socket) => void, string])[])(
    'through %s says what is wrong at %s',
    async (protocol, _, answer, reason) => {
      const server = createServer((socket) => {
        socket.on('error', () => undefined);
        answer(socket);
      });
      onTestFinished(() => void server.close());
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      const proxy = { protocol, host: '127.0.0.1', port, ...withLogin };
      const { problem } = await open(at(1, { proxy })).untilState('waiting');
      expect(problem).toBe(`No connection through the proxy 127.0.0.1:${port}: ${reason}.`);
    },
  );

  it.each(['socks5', 'http'] as const)('says that there is no %s proxy', async (protocol) => {
    const port = await freePort();
    const proxy = { protocol, host: '127.0.0.1', port };
    const { problem } = await open(at(1, { proxy })).untilState('waiting');
    expect(problem).toBe(
      `No connection through the proxy 127.0.0.1:${port}: nothing is listening there.`,
    );
  });
});

describe('a WebSocket', () => {
  it('is asked for with the headers given, and a refusal has a hint at the path', async () => {
    const seen: (string | undefined)[] = [];
    const server = createHttpServer().on('upgrade', ({ headers }, socket) => {
      seen.push(headers.authorization);
      socket.end(`HTTP/1.1 ${headers.authorization === undefined ? 401 : 404} No\r\n\r\n`);
    });
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const ws = at(port, { protocol: 'ws', path: '/' });
    const first = await open(ws).untilState('waiting');
    expect(first.problem).toBe(
      `ws://127.0.0.1:${port}/ answered HTTP 401, not with a WebSocket: it may want a token or a cookie: give it with --ws-header 'Name: value'.`,
    );
    const second = await open({ ...ws, headers: { Authorization: 'Bearer x' } }).untilState(
      'waiting',
    );
    expect(second.problem).toBe(
      `ws://127.0.0.1:${port}/ answered HTTP 404, not with a WebSocket: many brokers have it at the path /mqtt: try ws://127.0.0.1:${port}/mqtt.`,
    );
    expect(seen).toEqual([undefined, 'Bearer x']);
  });
});

it('the user properties of CONNECT go with MQTT 5 alone', async () => {
  const broker = await startFakeBroker();
  const userProperties = [
    ['tag', 'b'],
    ['site', 'home'],
    ['tag', 'a'],
  ] as const;
  for (const protocolVersion of [5, 4] as const) {
    const { connection, untilState } = watchConnection({
      port: broker.port,
      protocolVersion,
      userProperties,
    });
    connection.open();
    await untilState('connected');
  }
  expect(
    broker
      .connects()
      .map(({ properties = {} }) => receivedProperties(properties as object).userProperties),
  ).toEqual([userProperties, undefined]);
});

describeWith(mosquittoMissing, 'a Unix socket of Mosquitto', () => {
  it('takes a connection, and is named when it is not there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'socket-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const socketPath = join(folder, 'mqtt.sock');
    const unix = at(0, { host: '', socketPath });
    const { problem } = await open(unix).untilState('waiting');
    expect(problem).toBe(`No connection to mqtt+unix:${socketPath}: there is no such socket.`);
    await forThisTest(startMosquitto({ extra: [`listener 0 ${socketPath}`] }));
    const { connection, untilState } = open(unix);
    await untilState('connected');
    await connection.publish('a', 'x', { qos: 1, retain: false });
  });
});

describeWith(opensslMissing ?? mosquittoMissing, 'TLS', () => {
  let maker: CertificateMaker;
  let certificate: Certificate;
  beforeAll(() => {
    maker = new CertificateMaker();
    certificate = maker.selfSigned('broker', 'IP:127.0.0.1', true);
  });
  afterAll(() => maker.close());

  /** A broker behind TLS that speaks what these options allow; `onSecure` sees each connection. */
  const startTls = async (options: object, onSecure: (socket: TLSSocket) => void) => {
    const broker = await forThisTest(startEmbeddedBroker({ host: '127.0.0.1', port: 0 }));
    const server = createTlsServer(
      { cert: certificate.pem, key: readFileSync(certificate.keyFile), ...options },
      (near) => {
        onSecure(near);
        const far = connect({ host: '127.0.0.1', port: broker.port });
        near.pipe(far).pipe(near);
        near.on('error', () => far.destroy()).on('close', () => far.destroy());
        far.on('error', () => near.destroy()).on('close', () => near.destroy());
      },
    );
    server.on('tlsClientError', () => undefined);
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };

  it('offers the protocols of ALPN, also through a proxy', async () => {
    const spoken: unknown[] = [];
    const port = await startTls({ ALPNProtocols: ['mqtt'] }, ({ alpnProtocol }) =>
      spoken.push(alpnProtocol),
    );
    const tls = { ca: certificate.pem, alpn: ['x-other', 'mqtt'] };
    const secure = at(port, { protocol: 'mqtts', tls });
    await open(secure).untilState('connected');
    const { port: proxyPort } = await startSocksProxy();
    const proxy = { protocol: 'socks5', host: '127.0.0.1', port: proxyPort } as const;
    await open({ ...secure, proxy }).untilState('connected');
    expect(new Set(spoken)).toEqual(new Set(['mqtt']));
    const { problem } = await open(
      at(port, { protocol: 'mqtts', tls: { ca: certificate.pem, alpn: ['x-other'] } }),
    ).untilState('refused');
    expect(problem).toContain('--alpn');
  });

  it.each([
    ['ws', 'SOCKS5', 'socks5', () => startSocksProxy()],
    ['wss', 'SOCKS5', 'socks5', () => startSocksProxy()],
    ['ws', 'HTTP', 'http', () => startHttpProxy()],
    ['wss', 'HTTP', 'http', () => startHttpProxy()],
  ] as const)('carries %s: through a proxy over %s', async (protocol, _, kind, start) => {
    const isSecure = protocol === 'wss';
    const port = await freePort();
    const { certFile, keyFile, pem } = certificate;
    const listener = [`listener ${port} 127.0.0.1`, 'protocol websockets'];
    const secure = isSecure ? [`certfile ${certFile}`, `keyfile ${keyFile}`] : [];
    await forThisTest(startMosquitto({ extra: [...listener, ...secure] }));
    const proxy = await start();
    const { connection, untilState } = open(
      at(port, {
        protocol,
        path: '/mqtt',
        ...(isSecure ? { tls: { ca: pem } } : {}),
        proxy: { protocol: kind, host: '127.0.0.1', port: proxy.port },
      }),
    );
    await untilState('connected');
    await connection.publish('a', 'x', { qos: 1, retain: false });
    expect(new Set(proxy.targets)).toEqual(new Set([`127.0.0.1:${port}`]));
  });

  it('speaks the one version and the ciphers that it is given', async () => {
    const spoken: unknown[] = [];
    const port = await startTls({}, (socket) =>
      spoken.push([socket.getProtocol(), socket.getCipher().standardName]),
    );
    for (const version of ['1.2', '1.3'] as const)
      await open(
        at(port, {
          protocol: 'mqtts',
          tls: {
            ca: certificate.pem,
            version,
            ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256:TLS_CHACHA20_POLY1305_SHA256',
          },
        }),
      ).untilState('connected');
    expect(spoken).toContainEqual(['TLSv1.2', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256']);
    expect(spoken).toContainEqual(['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256']);
  });
});
