import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { connectionProblem, lossProblem, refusal } from '../../source/mqtt/connection-problem.ts';

const where = 'broker.example:1883';
const withCode = (code: string | number, rest: object = {}): Error =>
  Object.assign(new Error('words of a library'), { code, ...rest });

/** What Node says to a certificate that is none. */
const errorOfPem = (cert: string): unknown => {
  try {
    return tls.createSecureContext({ cert });
  } catch (error) {
    return error;
  }
};

/** A server that answers everybody the same and hangs up. */
const portOf = async (answer: string): Promise<{ port: number; close: () => void }> => {
  const server = createServer((socket) => socket.on('error', () => undefined).end(answer));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
};
const errorOf = async (socket: NodeJS.EventEmitter): Promise<unknown> =>
  (await once(socket, 'error'))[0];

const networkCodes = [
  ['ECONNREFUSED', 'nothing is listening there'],
  ['ECONNRESET', 'reset'],
  ['ECONNABORTED', 'aborted'],
  ['EPIPE', 'closed'],
  ['ENOTFOUND', 'host name is unknown'],
  ['EAI_AGAIN', 'cannot be resolved'],
  ['ETIMEDOUT', 'no answer in time'],
  ['EHOSTUNREACH', 'host cannot be reached'],
  ['ENETUNREACH', 'network cannot be reached'],
  ['EACCES', 'not permitted'],
] as const;

const certificateCodes = [
  ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'issuer'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'issuer'],
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'not valid yet'],
  ['CERT_REVOKED', 'revoked'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host name'],
] as const;

describe('connectionProblem', () => {
  it.each(networkCodes)(
    'has words for %s, says where, and lets it be tried again',
    (code, words) => {
      const problem = connectionProblem(withCode(code), where);
      expect(problem.sentence).toMatch(/^No connection to broker\.example:1883: .*\.$/);
      expect(problem.sentence).toContain(words);
      expect(problem).toMatchObject({ final: false, credentials: false });
    },
  );

  it.each(certificateCodes)('has words for %s, names a way out, and stops', (code, words) => {
    const problem = connectionProblem(withCode(code), where);
    expect(problem.sentence).toContain(words);
    expect(problem.sentence).toContain(code);
    expect(problem.sentence).toContain('--insecure');
    expect(problem).toMatchObject({ final: true, credentials: false });
  });

  it.each(['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO'])(
    'takes %s for a port without TLS',
    (code) => {
      const problem = connectionProblem(withCode(code), where);
      expect(problem.sentence).toContain('plain MQTT');
      expect(problem).toMatchObject({ final: true, credentials: false });
    },
  );

  it.each([
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  ])('does not take %s, an alert that only TLS servers send, for a port without TLS', (code) => {
    expect(connectionProblem(withCode(code), where).sentence).not.toContain('plain MQTT');
  });

  it('stops at a certificate or key that cannot be read', () => {
    expect(connectionProblem(errorOfPem('no PEM at all'), where).final).toBe(true);
  });

  it.each([
    ['connack timeout', 'no MQTT answer in time'],
    ['Keepalive timeout', 'keep alive'],
  ])("puts MQTT.js' %j in our words", (message, words) => {
    const problem = connectionProblem(new Error(message), where);
    expect(problem.sentence).toContain(words);
    expect(problem.sentence).toContain(where);
    expect(problem.final).toBe(false);
  });

  it('reads a positive number as the code of a CONNACK', () => {
    expect(connectionProblem(withCode(135), where)).toEqual(refusal(135));
  });

  it.each([new Error('odd'), 'odd', { toString: () => 'odd' }])(
    'quotes what it does not know',
    (error) => {
      const problem = connectionProblem(error, where);
      expect(problem.sentence).toContain(where);
      expect(problem.sentence).toContain('odd');
      expect(problem.final).toBe(false);
    },
  );

  it.each([undefined, null, 0, {}])('takes %s for an error too', (error) => {
    expect(connectionProblem(error, where).sentence).toContain(where);
  });

  it('tells nothing of an error but its code and message', () => {
    const secrets = {
      password: 'hunter2',
      options: { password: 'hunter2' },
      cause: new Error('hunter2'),
    };
    const codes = [...networkCodes, ...certificateCodes].map(([code]) => code);
    for (const code of [...codes, 'EPROTO', 'EODD', 134])
      expect(connectionProblem(withCode(code, secrets), where).sentence).not.toContain('hunter2');
  });
});

describe('refusal', () => {
  it.each([4, 5, 134, 135])('asks for credentials at %i', (code) => {
    expect(refusal(code)).toMatchObject({ final: true, credentials: true });
  });

  it('is final for a client identifier and not for a busy broker', () => {
    expect(refusal(133)).toMatchObject({ final: true, credentials: false });
    expect(refusal(137)).toMatchObject({ final: false, credentials: false });
  });

  it('says the reason and its code', () => {
    expect(refusal(5).sentence).toContain('not authorized (5)');
  });
});

describe('lossProblem', () => {
  it.each(['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'EPROTO'])(
    'takes %s for a lost connection',
    (code) => {
      expect(lossProblem(undefined, {}, withCode(code), where)).toEqual({
        sentence: `The connection to ${where} was lost: TLS failed (${code}).`,
        final: false,
        credentials: false,
      });
    },
  );

  it.each(['CERT_HAS_EXPIRED', 'ETIMEDOUT', 'EODD'])('lets %s be tried again', (code) => {
    expect(lossProblem(undefined, {}, withCode(code), where)).toMatchObject({ final: false });
  });
});

describe('the errors of the system itself', () => {
  it('include a refused connection, also to a name with several addresses', async () => {
    const { port, close } = await portOf('');
    close();
    for (const host of ['127.0.0.1', 'localhost']) {
      const error = await errorOf(connect({ host, port }));
      expect(connectionProblem(error, host).sentence).toContain('nothing is listening there');
    }
  });

  it('include TLS with a server that speaks none', async () => {
    const { port, close } = await portOf('I am no TLS server.\n');
    const error = await errorOf(tls.connect({ host: '127.0.0.1', port }));
    close();
    expect(connectionProblem(error, where).sentence).toContain('plain MQTT');
  });
});
