import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { ServerAddress, TlsOptions } from '../../source/mqtt/server-address.ts';
import { type Certificate, CertificateMaker, opensslMissing } from '../support/certificates.ts';
import { watchConnection, type WatchedConnection } from '../support/connections.ts';
import { freePort } from '../support/free-port.ts';
import { mosquittoMissing, startMosquitto } from '../support/mosquitto.ts';
import { describeWith } from '../support/needs.ts';
import { forThisTest } from '../support/for-this-test.ts';

/** Opens a connection with TLS. */
const open = (port: number, tls?: TlsOptions, rest: Partial<ServerAddress> = {}) => {
  const address = { protocol: 'mqtts', host: '127.0.0.1', port, ...rest } as const;
  const server = async () => (tls === undefined ? address : { ...address, tls });
  const watched = watchConnection({ port, server });
  watched.connection.open();
  return watched;
};

/** Why it was refused, for good. */
const problemOf = async ({ untilState }: WatchedConnection): Promise<string> => {
  const { credentials, problem } = await untilState('refused');
  // A password would not help.
  expect(credentials).toBe(false);
  return problem;
};

const isConnected = { state: 'connected', protocolVersion: 5 };

/** A Mosquitto whose listener has a certificate. */
const startWith = ({ certFile, keyFile }: Certificate, ...more: readonly string[]) => {
  const extra = [`certfile ${certFile}`, `keyfile ${keyFile}`, ...more];
  return forThisTest(startMosquitto({ extra }));
};

describeWith(mosquittoMissing ?? opensslMissing, 'Connection: TLS', () => {
  let maker: CertificateMaker;
  let authority: Certificate;
  beforeAll(() => {
    maker = new CertificateMaker();
    authority = maker.selfSigned('authority', 'DNS:authority.example', true);
  });
  afterAll(() => maker.close());

  const local = 'IP:127.0.0.1,DNS:localhost';

  it('is refused when the certificate is self-signed, naming that and the ways out', async () => {
    const { port } = await startWith(maker.selfSigned('self', local));
    expect(await problemOf(open(port))).toBe(
      "The broker's TLS certificate was not accepted: it is self-signed " +
        '(DEPTH_ZERO_SELF_SIGNED_CERT). --cafile FILE trusts the authority that signed it; ' +
        '--insecure skips all checks.',
    );
  });

  it('trusts a self-signed certificate that is given as the authority', async () => {
    const certificate = maker.selfSigned('self', local, true);
    const { port } = await startWith(certificate);
    expect(await open(port, { ca: certificate.pem }).untilState('connected')).toEqual(isConnected);
  });

  it('trusts what a given authority has signed, by address and by name', async () => {
    const { port } = await startWith(maker.signed('broker', local, authority));
    const { connection, untilState } = open(port, { ca: authority.pem });
    await untilState('connected');
    await connection.publish('a', 'x', { qos: 2, retain: false });
    expect(
      await open(port, { ca: authority.pem }, { host: 'localhost' }).untilState('connected'),
    ).toEqual(isConnected);
  });

  it('is refused when nobody knows who has signed the certificate', async () => {
    const { port } = await startWith(maker.signed('broker', local, authority));
    expect(await problemOf(open(port))).toMatch(
      /^The broker's TLS certificate was not accepted: its issuer is not trusted \(UNABLE_TO_/,
    );
    const other = maker.selfSigned('other', 'DNS:other.example', true);
    expect(await problemOf(open(port, { ca: other.pem }))).toMatch(/its issuer is not trusted/);
  });

  it('takes any certificate when told to be insecure', async () => {
    const { port } = await startWith(maker.selfSigned('self', 'DNS:broker.example'));
    expect(await open(port, { insecure: true }).untilState('connected')).toEqual(isConnected);
  });

  it('is refused under another name than the certificate is for', async () => {
    const certificate = maker.signed('broker', 'DNS:broker.example', authority);
    const { port } = await startWith(certificate);
    const problem =
      "The broker's TLS certificate was not accepted: it was issued for another host name " +
      '(ERR_TLS_CERT_ALTNAME_INVALID). Connect to the name it was issued for, or use --insecure ' +
      'to skip all checks.';
    expect(await problemOf(open(port, { ca: authority.pem }))).toBe(problem);
    expect(await problemOf(open(port, { ca: authority.pem }, { host: 'localhost' }))).toBe(problem);
  });

  it('shows a certificate of its own where the broker wants one', async () => {
    const wants = [`cafile ${authority.certFile}`, 'require_certificate true'];
    const { port } = await startWith(maker.signed('broker', local, authority), ...wants);
    const { certFile, keyFile } = maker.signed('client', 'DNS:client.example', authority);
    const own = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    expect(await open(port, { ca: authority.pem, ...own }).untilState('connected')).toEqual(
      isConnected,
    );
    const { connection, untilState } = open(port, { ca: authority.pem });
    const { problem } = await untilState('refused');
    expect(problem).toMatch(/certificate/i);
    expect(connection.status.state).toBe('refused');
  });

  it('says that a port which answers without TLS may be plain MQTT', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await problemOf(open(port, { insecure: true }))).toMatch(
      new RegExp(
        `^No TLS with mqtts://127\\.0\\.0\\.1:${port} \\(.+\\): that port may be plain MQTT`,
      ),
    );
  });

  it('says where it was when a broker without TLS hangs up', async () => {
    const { port } = await forThisTest(startMosquitto());
    const { problem } = await open(port, { insecure: true }).untilState('waiting');
    expect(problem).toContain(`mqtts://127.0.0.1:${port}`);
  });

  it('without TLS on a TLS port says something that can be understood', async () => {
    const { port } = await startWith(maker.selfSigned('self', local));
    const { connection, untilState } = watchConnection({ port });
    connection.open();
    expect((await untilState('waiting')).problem).toContain(`127.0.0.1:${port}`);
  });

  it('works over a WebSocket too, with the same checks', async () => {
    const certificate = maker.signed('broker', local, authority);
    const port = await freePort();
    await forThisTest(
      startMosquitto({
        extra: [
          `listener ${port} 127.0.0.1`,
          'protocol websockets',
          `certfile ${certificate.certFile}`,
          `keyfile ${certificate.keyFile}`,
        ],
      }),
    );
    expect(
      await open(port, { ca: authority.pem }, { protocol: 'wss' }).untilState('connected'),
    ).toEqual(isConnected);
    expect(await problemOf(open(port, undefined, { protocol: 'wss' }))).toMatch(
      /its issuer is not trusted/,
    );
  });
});
