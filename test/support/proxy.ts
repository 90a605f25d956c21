import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A connection to a broker that can be cut. */
export type Proxy = {
  readonly port: number;
  /** Cuts every connection on both sides; new ones are accepted. */
  readonly cut: () => void;
};

/** Listens on a port and passes everything on to another one, until the test is over. */
export const startProxy = async (target: number): Promise<Proxy> => {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer({ noDelay: true }, (near) => {
    const far = keep(connect({ host: '127.0.0.1', port: target, noDelay: true }));
    keep(near).pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  onTestFinished(async () => {
    cut();
    server.close();
    await once(server, 'close');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { port: (server.address() as AddressInfo).port, cut };
};
