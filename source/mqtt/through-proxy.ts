import type { Socket } from 'node:net';
import { SocksClient } from 'socks';
import { ProxyProblem } from './proxy-problem.ts';
import { hostAndPort, type ProxyAddress, type ServerAddress } from './server-address.ts';

const wantsCredentials = 'it wants a user name and a password: write them in the URL of the proxy';

/** What an HTTP proxy means by its answer to CONNECT. */
const answerInWords = (status: number): string =>
  status === 407
    ? wantsCredentials
    : status === 403
      ? 'it does not allow this connection (403)'
      : `it answered ${status}`;

type Target = Pick<ServerAddress, 'host' | 'port'>;

const throughHttp = async (
  { host, port, username = '', password = '' }: ProxyAddress,
  target: Target,
  timeout: number,
): Promise<Socket> => {
  const { request } = await import('node:http');
  const login = Buffer.from(`${username}:${password}`).toString('base64');
  return new Promise((resolve, reject) => {
    const asking = request({
      host,
      port,
      method: 'CONNECT',
      path: hostAndPort(target),
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
          reject(new Error(answerInWords(statusCode)));
          return;
        }
        if (head.length > 0) socket.unshift(head);
        socket.setTimeout(0);
        resolve(socket);
      })
      .on('response', ({ statusCode = 0 }) => {
        asking.destroy();
        reject(new Error(answerInWords(statusCode)));
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
};

const reasonOf = (error: unknown): string => {
  const { message } = error as Error;
  // The library keeps the message of a system's error, not its code.
  const known = reasons[/\bE[A-Z]{5,}\b/.exec(message)?.[0] ?? ''];
  if (known !== undefined) return known;
  if (/authentication/i.test(message)) return wantsCredentials;
  if (/timed out/i.test(message)) return 'no answer in time';
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
      `No connection through the proxy ${hostAndPort(proxy)}: ${reasonOf(error)}.`,
    );
  }
};
