import { createServer, type AddressInfo } from 'node:net';

/** A TCP port of 127.0.0.1 that nobody listens on right now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Whether nobody listens on a TCP port of 127.0.0.1 right now. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** The first of `count` TCP ports in a row that nobody listens on right now. */
export const freePorts = async (count: number): Promise<number> => {
  for (;;) {
    const first = await freePort();
    const row = Array.from({ length: count }, (_, index) => first + index);
    if (first + count > 65_535) continue;
    if ((await Promise.all(row.map(isFree))).every(Boolean)) return first;
  }
};
