import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { Desktop } from './desktop.ts';

/** A way to speak with a terminal from outside of it. */
export type Wire = {
  /** Shows text in the terminal. */
  readonly show: (text: string) => void;
  /** What the terminal has sent that was not taken yet, as soon as it ends in `end`; nothing when that does not come. */
  readonly take: (end: RegExp, patience?: number) => Promise<string | undefined>;
  /** Ends the program at its other end. */
  readonly close: () => Promise<void>;
};

type Awaited = {
  /** The program to run in the terminal. */
  readonly command: readonly string[];
  /** Resolves when the terminal has the size that it should have. */
  readonly connected: () => Promise<Wire>;
  readonly close: () => void;
};

/** ms in which a slow terminal opens its window. */
const opening = 30_000;

/** ms in which it answers. */
const answering = 2000;

const wireOn = (socket: Socket): Wire => {
  let received = '';
  let look: (() => void) | undefined;
  socket.setEncoding('latin1');
  socket.on('data', (data: string) => {
    received += data;
    look?.();
  });
  return {
    show: (text) => void socket.write(text),
    take: (end, patience = answering) =>
      new Promise((settle) => {
        const done = (text: string | undefined): void => {
          clearTimeout(timer);
          look = undefined;
          settle(text);
        };
        const timer = setTimeout(() => done(undefined), patience);
        look = () => {
          if (!end.test(received)) return;
          const text = received;
          received = '';
          done(text);
        };
        look();
      }),
    close: async () => {
      const closed = once(socket, 'close');
      socket.end();
      await closed;
    },
  };
};

let wires = 0;

/** Waits for a terminal of such a size. */
export const awaitWire = async (
  { env }: Desktop,
  size: { readonly columns: number; readonly rows: number },
): Promise<Awaited> => {
  wires += 1;
  const path = join(env['XDG_RUNTIME_DIR']!, `wire-${wires}`);
  const server = createServer();
  server.listen(path);
  await once(server, 'listening');
  return {
    command: [
      process.execPath,
      join(import.meta.dirname, 'wire-end.ts'),
      path,
      `${size.columns}`,
      `${size.rows}`,
    ],
    connected: async () => {
      const [socket] = (await once(server, 'connection', {
        signal: AbortSignal.timeout(opening),
      })) as [Socket];
      return wireOn(socket);
    },
    close: () => void server.close(),
  };
};
