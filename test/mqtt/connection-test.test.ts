import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { testConnection, type TestedServer } from '../../source/mqtt/connection-test.ts';
import type { ServerAddress } from '../../source/mqtt/server-address.ts';
import type { TestStep } from '../../source/mqtt/test-steps.ts';
import { type Certificate, CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { ignore, refuse, startFakeBroker } from '../support/fake-broker.ts';
import { forThisTest } from '../support/for-this-test.ts';
import { startHttpProxy } from '../support/forward-proxies.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const at = (port: number, rest: Partial<ServerAddress> = {}): ServerAddress => ({
  protocol: 'mqtt',
  host: '127.0.0.1',
  port,
  ...rest,
});

type More = Partial<Omit<TestedServer, 'address'>> & {
  readonly patience?: number;
  readonly signal?: AbortSignal;
  readonly onSteps?: (steps: readonly TestStep[]) => void;
};

/** Tests an address; returns the steps as they were at the end. */
const test = async (address: ServerAddress, more: More = {}) => {
  const { credentials = {}, protocolVersion = 'auto', patience, signal, onSteps } = more;
  let steps: readonly TestStep[] = [];
  const isFine = await testConnection(
    { address, credentials, protocolVersion },
    {
      signal: signal ?? new AbortController().signal,
      ...(patience === undefined ? {} : { patience }),
      onSteps: (now) => {
        steps = now;
        onSteps?.(now);
      },
    },
  );
  expect(isFine).toBe(steps.every(({ state }) => state === 'passed'));
  return steps;
};

const inShort = (steps: readonly TestStep[]) =>
  steps.map(({ name, state, problem }) => [
    name,
    state,
    ...(problem === undefined ? [] : [problem]),
  ]);

const foundIn = (steps: readonly TestStep[], name: string) =>
  steps.find((step) => step.name === name)?.found;

const listening = async (answer: (socket: Socket) => unknown) => {
  const server = createServer(answer);
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
};

describe('testConnection', () => {
  it('tells that nothing listens', async () => {
    const port = await freePort();
    expect(inShort(await test(at(port)))).toEqual([
      [
        'TCP',
        'failed',
        `No connection to 127.0.0.1:${port}: nothing is listening there (connection refused).`,
      ],
    ]);
  });

  it('tells that a name is not known', async () => {
    const [step, ...more] = await test(at(1883, { host: 'nothing.invalid' }));
    expect(more).toEqual([]);
    expect(step).toMatchObject({ server: 'nothing.invalid:1883', name: 'Name resolution' });
    expect(step?.problem).toMatch(
      /^No connection to nothing\.invalid:1883: the host name (?:is unknown|cannot be resolved at the moment)\.$/,
    );
  });

  it('tells all addresses of a name, and what the broker takes', async () => {
    const broker = await startFakeBroker({
      connect: (_, { send }) =>
        send({
          cmd: 'connack',
          sessionPresent: false,
          reasonCode: 0,
          properties: {
            serverKeepAlive: 30,
            assignedClientIdentifier: 'guest-1',
            maximumQoS: 1,
            retainAvailable: false,
            wildcardSubscriptionAvailable: false,
            sharedSubscriptionAvailable: false,
            subscriptionIdentifiersAvailable: false,
            receiveMaximum: 20,
            maximumPacketSize: 2048,
            sessionExpiryInterval: 60,
          },
        }),
    });
    const steps = await test(at(broker.port, { host: 'localhost' }));
    expect(inShort(steps)).toEqual([
      ['Name resolution', 'passed'],
      ['TCP', 'passed'],
      ['MQTT', 'passed'],
    ]);
    expect(foundIn(steps, 'Name resolution')).toContain('127.0.0.1');
    expect(foundIn(steps, 'TCP')).toEqual([`127.0.0.1:${broker.port}`]);
    expect(foundIn(steps, 'MQTT')).toEqual([
      'MQTT 5: success (0)',
      'keep alive set to 30 s',
      'client identifier assigned: guest-1',
      'session expiry set to 60 s',
      'takes QoS up to 1',
      'does not take retained messages, wildcard subscriptions, shared subscriptions, subscription identifiers',
      'receive maximum 20, maximum packet size 2,048 bytes',
    ]);
    await broker.received('disconnect');
    expect(broker.connects()[0]).toMatchObject({ clean: true });
    expect(broker.connects()[0]?.clientId).toMatch(/^mqtt-tui-[0-9a-f]{8}$/);
  });

  it('tries MQTT 3.1.1 where 5 is refused, and says so', async () => {
    const broker = await startFakeBroker({
      connect: (packet, client) =>
        packet.protocolVersion === 5 ? refuse(132)(packet, client) : client.agree(packet),
    });
    const steps = await test(at(broker.port));
    expect(inShort(steps)).toEqual([
      ['TCP', 'passed'],
      ['MQTT', 'passed'],
    ]);
    expect(foundIn(steps, 'MQTT')).toEqual([
      'MQTT 5 refused: unsupported protocol version (132)',
      'MQTT 3.1.1, which does not tell what the broker takes',
    ]);
  });

  it('gives up on a silent peer after both versions', async () => {
    const broker = await startFakeBroker({ connect: ignore });
    const steps = await test(at(broker.port), { patience: 200 });
    expect(inShort(steps)).toEqual([
      ['TCP', 'passed'],
      [
        'MQTT',
        'failed',
        `No connection to 127.0.0.1:${broker.port}: connected, but no MQTT answer in time.`,
      ],
    ]);
    expect(broker.connects().map(({ protocolVersion }) => protocolVersion)).toEqual([5, 4]);
  });

  it('says that something else answers', async () => {
    const port = await listening((socket) => socket.end('SSH-2.0-x\r\n'));
    const [, step] = await test(at(port));
    expect(step).toMatchObject({ name: 'MQTT', state: 'failed' });
    expect(step?.problem).toContain('answers, but not in MQTT');
  });

  it.each(['mqtts', 'ws'] as const)('gives up on a peer that is silent to %s', async (protocol) => {
    const port = await listening((socket) => socket.on('error', () => undefined));
    const steps = await test(at(port, { protocol }), { patience: 200 });
    expect(inShort(steps)[1]).toEqual([
      protocol === 'ws' ? 'WebSocket' : 'TLS',
      'failed',
      `No connection to ${protocol}://127.0.0.1:${port}: no answer in time.`,
    ]);
  });

  it('tells the status where a WebSocket is refused', async () => {
    const server = createHttpServer();
    server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n'));
    onTestFinished(() => void server.close());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const steps = await test(at(port, { protocol: 'ws', path: '/x?token=opensesame' }));
    expect(inShort(steps)).toEqual([
      ['TCP', 'passed'],
      [
        'WebSocket',
        'failed',
        `ws://127.0.0.1:${port}/x answered HTTP 404, not with a WebSocket: many brokers have it at the path /mqtt: try ws://127.0.0.1:${port}/mqtt.`,
      ],
    ]);
  });

  it('goes through the proxy, which looks up the name', async () => {
    const broker = await startFakeBroker();
    const proxy = await startHttpProxy();
    const through = { protocol: 'http', host: '127.0.0.1', port: proxy.port } as const;
    const steps = await test(at(broker.port, { host: 'broker.invalid', proxy: through }));
    expect(inShort(steps)).toEqual([
      ['Proxy', 'passed'],
      ['MQTT', 'passed'],
    ]);
    expect(foundIn(steps, 'Proxy')).toEqual([
      `broker.invalid:${broker.port} by way of 127.0.0.1:${proxy.port}`,
    ]);
  });

  it.each(['connect', 'proxy'])('stops at once when it is told to, in %s', async (where) => {
    const stop = new AbortController();
    const port = await listening((socket) => {
      socket.on('error', () => undefined).on('close', () => undefined);
      stop.abort();
    });
    const proxy = { protocol: 'socks5', host: '127.0.0.1', port } as const;
    const start = performance.now();
    const steps = await test(at(port, where === 'proxy' ? { proxy } : {}), { signal: stop.signal });
    expect(steps.at(-1)).toMatchObject({ state: 'failed', problem: 'Stopped.' });
    expect(performance.now() - start).toBeLessThan(3000);
  });

  it('shows no password that a broker quotes', async () => {
    const broker = await startFakeBroker({
      connect: ({ password }, { send }) =>
        send({
          cmd: 'connack',
          sessionPresent: false,
          reasonCode: 135,
          properties: { reasonString: `no ${password?.toString()}` },
        }),
    });
    const steps = await test(at(broker.port), {
      credentials: { username: 'me', password: 'opensesame' },
    });
    expect(steps.at(-1)?.problem).toBe(
      'Connection refused: not authorized (135); the broker says "no …"',
    );
  });
});

const webSockets = (port: number) => [`listener ${port} 127.0.0.1`, 'protocol websockets'];

/** A Mosquitto whose listener has a certificate. */
const startWith = ({ certFile, keyFile }: Certificate, ...more: readonly string[]) =>
  forThisTest(startMosquitto({ extra: [`certfile ${certFile}`, `keyfile ${keyFile}`, ...more] }));

describeWith(mosquittoMissing ?? opensslMissing, 'testConnection with Mosquitto', () => {
  let maker: CertificateMaker;
  let authority: Certificate;
  beforeAll(() => {
    maker = new CertificateMaker();
    authority = maker.selfSigned('authority', 'DNS:authority.example', true);
  });
  afterAll(() => maker.close());

  it('passes, each step being shown while it runs', async () => {
    const { port } = await forThisTest(startMosquitto());
    const seen: string[] = [];
    const steps = await test(at(port), {
      onSteps: (now) => {
        const { name, state } = now.at(-1)!;
        if (seen.at(-1) !== `${name} ${state}`) seen.push(`${name} ${state}`);
      },
    });
    expect(seen).toEqual(['TCP running', 'TCP passed', 'MQTT running', 'MQTT passed']);
    expect(foundIn(steps, 'MQTT')?.[0]).toBe('MQTT 5: success (0)');
    expect(foundIn(steps, 'MQTT')).toContain(
      'takes QoS up to 2, retained messages, wildcard subscriptions, shared subscriptions, subscription identifiers',
    );
  });

  it('tells whether the password is right', async () => {
    const { port } = await forThisTest(startMosquitto({ users: { me: 'sesame' } }));
    const wrong = await test(at(port), { credentials: { username: 'me', password: 'wrong' } });
    expect(wrong.at(-1)?.problem).toBe('Connection refused: not authorized (135)');
    const right = await test(at(port, { credentials: { username: 'me', password: 'sesame' } }));
    expect(inShort(right).at(-1)).toEqual(['MQTT', 'passed']);
  });

  it('tells what the certificate says', async () => {
    const { port } = await startWith(
      maker.signed('broker', 'IP:127.0.0.1,DNS:localhost,DNS:broker.example', authority),
    );
    const steps = await test(at(port, { protocol: 'mqtts', tls: { ca: authority.pem } }));
    expect(inShort(steps).map(([name, state]) => `${name} ${state}`)).toEqual([
      'TCP passed',
      'TLS passed',
      'MQTT passed',
    ]);
    const [version, ...found] = foundIn(steps, 'TLS') ?? [];
    expect(version).toMatch(/^TLSv1\.3, TLS_/);
    expect(found.slice(0, 3)).toEqual([
      'certificate of broker',
      'for 127.0.0.1, localhost, broker.example',
      'issued by authority',
    ]);
    expect(found[3]).toMatch(/^valid until \d{4}-\d\d-\d\d, [12] days? left$/);
  });

  it('tells what a refused certificate says, and sends it nothing', async () => {
    const { port, log } = await startWith(maker.signed('wrong', 'DNS:broker.example', authority));
    const steps = await test(at(port, { protocol: 'mqtts', tls: { ca: authority.pem } }), {
      credentials: { username: 'me', password: 'sesame' },
    });
    expect(inShort(steps)).toEqual([
      ['TCP', 'passed'],
      [
        'TLS',
        'failed',
        "The broker's TLS certificate was not accepted: it was issued for another host name (ERR_TLS_CERT_ALTNAME_INVALID). Connect to the name it was issued for, or use --insecure to skip all checks.",
      ],
    ]);
    expect(foundIn(steps, 'TLS')).toContain('for broker.example');
    expect(log()).not.toContain('CONNECT');

    const insecure = at(port, { protocol: 'mqtts', tls: { ca: authority.pem, insecure: true } });
    const allowed = await test(insecure);
    expect(inShort(allowed).at(-1)).toEqual(['MQTT', 'passed']);
    expect(foundIn(allowed, 'TLS')?.at(-1)).toBe(
      'accepted only with --insecure: ERR_TLS_CERT_ALTNAME_INVALID',
    );
  });

  it('tells that a certificate has expired', async () => {
    const { port } = await startWith(maker.expired('old', 'IP:127.0.0.1', authority));
    const steps = await test(at(port, { protocol: 'mqtts', tls: { ca: authority.pem } }));
    expect(steps.at(-1)?.problem).toBe(
      "The broker's TLS certificate was not accepted: it has expired (CERT_HAS_EXPIRED). The broker needs a new one; --insecure skips all checks.",
    );
    expect(foundIn(steps, 'TLS')?.at(-1)).toMatch(/^valid until 2020-01-02, \d+ days ago$/);
  });

  it('tells that a certificate is self-signed', async () => {
    const { port } = await startWith(maker.selfSigned('self', 'IP:127.0.0.1'));
    const steps = await test(at(port, { protocol: 'mqtts' }));
    expect(steps.at(-1)?.problem).toContain('it is self-signed');
  });

  it('tells that the broker wants a certificate', async () => {
    const wants = [`cafile ${authority.certFile}`, 'require_certificate true'];
    const { port } = await startWith(maker.signed('b', 'IP:127.0.0.1', authority), ...wants);
    const address = at(port, { protocol: 'mqtts', tls: { ca: authority.pem } });
    expect((await test(address)).at(-1)?.problem).toContain('client certificate');
    const { pem, keyFile } = maker.signed('client', 'DNS:client', authority);
    const tls = { ca: authority.pem, cert: pem, key: readFileSync(keyFile) };
    expect(inShort(await test({ ...address, tls })).at(-1)).toEqual(['MQTT', 'passed']);
    const unreadable = { ...tls, key: Buffer.from('x') };
    expect(
      inShort(await test({ ...address, tls: unreadable }))
        .at(-1)
        ?.slice(0, 2),
    ).toEqual(['TLS', 'failed']);
  });

  it('opens WebSockets, with TLS and without', async () => {
    const { certFile, keyFile } = maker.signed('broker', 'IP:127.0.0.1', authority);
    const [plain, secure] = [await freePort(), await freePort()];
    const secured = [...webSockets(secure), `certfile ${certFile}`, `keyfile ${keyFile}`];
    await forThisTest(startMosquitto({ extra: [...webSockets(plain), ...secured] }));
    const steps = await test(at(plain, { protocol: 'ws', path: '/mqtt' }));
    expect(inShort(steps)).toEqual([
      ['TCP', 'passed'],
      ['WebSocket', 'passed'],
      ['MQTT', 'passed'],
    ]);
    const tls = { ca: authority.pem };
    const more = await test(at(secure, { protocol: 'wss', path: '/mqtt', tls }));
    expect(inShort(more).map(([name, state]) => `${name} ${state}`)).toEqual([
      'TCP passed',
      'TLS passed',
      'WebSocket passed',
      'MQTT passed',
    ]);
  });

  it('opens Unix sockets', async () => {
    const socketPath = join(temporaryFolder(), 'broker');
    await forThisTest(startMosquitto({ extra: [`listener 0 ${socketPath}`] }));
    const steps = await test(at(0, { host: '', socketPath }));
    expect(inShort(steps)).toEqual([
      ['Unix socket', 'passed'],
      ['MQTT', 'passed'],
    ]);
    const [missing] = await test(at(0, { host: '', socketPath: `${socketPath}-not` }));
    expect(missing?.problem).toContain('there is no such socket');
  });
});
