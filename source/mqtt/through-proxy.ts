import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { ProxyProblem } from './proxy-problem.ts';
import { hostAndPort, type ProxyAddress, type ServerAddress } from './server-address.ts';

const refusesLogin = ({ username }: ProxyAddress): string =>
  username === undefined
    ? 'it wants a user name and a password: write them in the URL of the proxy'
    : 'it refuses the user name or the password';

const answers: Readonly<Record<number, string>> = {
  403: 'it does not allow this connection (403)',
  502: 'it cannot reach the broker (502)',
  503: 'it cannot reach the broker (503)',
  504: 'the broker did not answer it in time (504)',
};

/** What an HTTP proxy means by its answer to CONNECT (RFC 9110, 15.5 and 15.6). */
const answerInWords = (status: number, proxy: ProxyAddress): string =>
  status === 407 ? refusesLogin(proxy) : (answers[status] ?? `it answered ${status}`);

type Target = Pick<ServerAddress, 'host' | 'port'>;

const throughHttp = async (
  proxy: ProxyAddress,
  target: Target,
  timeout: number,
): Promise<Socket> => {
  const { host, port, username = '', password = '' } = proxy;
  const { request } = await import('node:http');
  const login = Buffer.from(`${username}:${password}`).toString('base64');
  return new Promise((resolve, reject) => {
    const asking = request({
      host,
      port,
      method: 'CONNECT',
      path: hostAndPort(target),
      // The default one may go through yet another proxy (NODE_USE_ENV_PROXY).
      agent: false,
      timeout,
      headers: {
        host: hostAndPort(target),
        ...(login === 'Og==' ? {} : { 'proxy-authorization': `Basic ${login}` }),
      },
    });
    asking
      .on('connect', ({ statusCode = 0 }, socket: Socket, head: Buffer) => {
        if (statusCode < 200 || statusCode > 299) {
          socket.destroy();
          reject(new Error(answerInWords(statusCode, proxy)));
          return;
        }
        if (head.length > 0) socket.unshift(head);
        socket.setTimeout(0);
        resolve(socket);
      })
      .on('response', ({ statusCode = 0 }) => {
        asking.destroy();
        reject(new Error(answerInWords(statusCode, proxy)));
      })
      .on('timeout', () => asking.destroy(new Error('no answer in time')))
      .on('error', reject)
      .end();
  });
};

const throughSocks = async (
  { host, port, username, password }: ProxyAddress,
  target: Target,
  timeout: number,
): Promise<Socket> => {
  const { socket } = await SocksClient.createConnection({
    command: 'connect',
    destination: target,
    timeout,
    proxy: {
      type: 5,
      host,
      port,
      ...(username === undefined ? {} : { userId: username }),
      ...(password === undefined ? {} : { password }),
    },
  });
  return socket;
};

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing is listening there',
  ENOTFOUND: 'its host name is unknown',
  ETIMEDOUT: 'no answer in time',
  ECONNRESET: 'it closed the connection',
  EHOSTUNREACH: 'its host cannot be reached',
  ENETUNREACH: 'its network cannot be reached',
};

const reasonOf = (error: unknown, proxy: ProxyAddress): string => {
  const { message } = error as Error;
  // The library keeps the message of a system's error, not its code.
  const known = reasons[/\bE[A-Z]{5,}\b/.exec(message)?.[0] ?? ''];
  if (known !== undefined) return known;
  if (/authentication/i.test(message)) return refusesLogin(proxy);
  if (/timed out/i.test(message)) return 'no answer in time';
  if (/hang up|socket closed/i.test(message)) return 'it closed the connection';
  if (message.startsWith('Parse Error')) return 'it does not speak HTTP';
  if (/invalid socks version/i.test(message)) return 'it does not speak SOCKS 5';
  // The library quotes what the proxy says as the name of a constant.
  const [, answer] = /rejected connection - (\w+)/.exec(message) ?? [];
  return answer === undefined
    ? message
    : `it answered "${answer.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}"`;
};

/** Connects to a host through a proxy, which looks up its name. Rejects with `ProxyProblem`; `timeout` in ms. */
export const openThroughProxy = async (
  proxy: ProxyAddress,
  { host, port }: Target,
  timeout: number,
): Promise<Socket> => {
  const open = proxy.protocol === 'http' ? throughHttp : throughSocks;
  try {
    return await open(proxy, { host, port }, timeout);
  } catch (error) {
    throw new ProxyProblem(
      `No connection through the proxy ${hostAndPort(proxy)}: ${reasonOf(error, proxy)}.`,
    );
  }
};
