import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A proxy that connects to wherever it is asked to. */
export type ForwardProxy = {
  readonly port: number;
  /** The targets asked for, as host and port. */
  readonly targets: readonly string[];
};

const forward = (near: Socket, port: number, onOpen: () => void): void => {
  // Whatever the name, the target is on this machine.
  const far = connect({ host: '127.0.0.1', port });
  far.on('connect', () => {
    onOpen();
    near.pipe(far).pipe(near);
  });
  near.on('error', () => far.destroy()).on('close', () => far.destroy());
  far.on('error', () => near.destroy()).on('close', () => near.destroy());
};

const listening = async (server: Server): Promise<number> => {
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
};

/** An HTTP proxy that takes CONNECT, with `login` (`user:password`) if that is given. */
export const startHttpProxy = async (login?: string): Promise<ForwardProxy> => {
  const targets: string[] = [];
  const server = createHttpServer();
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    const expected = `Basic ${Buffer.from(login ?? '').toString('base64')}`;
    if (login !== undefined && headers['proxy-authorization'] !== expected) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    targets.push(url);
    forward(socket, Number(url.split(':').at(-1)), () =>
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n'),
    );
  });
  return { port: await listening(server), targets };
};

/** The bytes by which a SOCKS5 client logs in (RFC 1929). */
const socksLogin = (login: string): Buffer => {
  const [name = '', password = ''] = login.split(':');
  return Buffer.from([
    1,
    name.length,
    ...Buffer.from(name),
    password.length,
    ...Buffer.from(password),
  ]);
};

/** A SOCKS5 proxy that is asked for names (RFC 1928), with `login` (`user:password`) if that is given. */
export const startSocksProxy = async (login?: string): Promise<ForwardProxy> => {
  const targets: string[] = [];
  const serve = async (socket: Socket): Promise<void> => {
    socket.on('error', () => undefined);
    const next = (): Promise<Buffer> => new Promise((resolve) => socket.once('data', resolve));
    await next();
    socket.write(Buffer.from([5, login === undefined ? 0 : 2]));
    if (login !== undefined) {
      const isRight = (await next()).equals(socksLogin(login));
      socket.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return;
    }
    const request = await next();
    const isName = request[3] === 3;
    const length = isName ? (request[4] ?? 0) : 4;
    const start = isName ? 5 : 4;
    const bytes = request.subarray(start, start + length);
    const port = request.readUInt16BE(start + length);
    targets.push(`${isName ? bytes.toString() : [...bytes].join('.')}:${port}`);
    forward(socket, port, () => socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
  };
  const server = createServer((socket) => void serve(socket));
  return { port: await listening(server), targets };
};
