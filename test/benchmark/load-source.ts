import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Certificate } from '../support/certificates.ts';
import { type Mosquitto, startMosquitto } from '../support/mosquitto.ts';
import { childNews } from './child-news.ts';
import type { LoadShape } from './load.ts';
import type { LoadNews, LoadOrder, Sending } from './load-orders.ts';

/** How a load was sent. Times are ms since the epoch. */
export type Sent = {
  readonly messages: number;
  readonly startedAt: number;
  /** When the receiver of the load acknowledged the last message. */
  readonly takenAt: number;
};

/** Where the messages come from: a process of its own, so that it costs the measuring one nothing. */
export type LoadSource = {
  readonly port: number;
  /** Prepares the load; to be called before `send`. */
  readonly shape: (shape: LoadShape) => Promise<void>;
  /** Resolves when all has been taken. */
  readonly send: (sending: Sending) => Promise<Sent>;
  /** Ends `send` early, with the last message. */
  readonly stop: () => void;
  readonly close: () => Promise<void>;
};

type News<Is extends LoadNews['is']> = Extract<LoadNews, { is: Is }>;

const startSender = async (file: string, args: readonly string[] = []): Promise<LoadSource> => {
  const child = fork(join(import.meta.dirname, file), args);
  const { port } = await childNews<News<'listening'>>(child, 'listening');
  const order = (what: LoadOrder): void => void child.send(what);
  return {
    port,
    shape: async (shape) => {
      const shaped = childNews<News<'shaped'>>(child, 'shaped');
      order({ do: 'shape', shape });
      await shaped;
    },
    send: (sending) => {
      const taken = childNews<News<'taken'>>(child, 'taken');
      order({ do: 'send', ...sending });
      return taken;
    },
    stop: () => order({ do: 'stop' }),
    close: async () => {
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
};

/** The load server: the clients connect to the sender itself, over TLS if there is a certificate. */
export const startLoadServer = (certificate?: Certificate): Promise<LoadSource> =>
  startSender(
    'load-server.ts',
    certificate === undefined ? [] : [certificate.certFile, certificate.keyFile],
  );

/** A Mosquitto that passes on whatever comes. */
export const startBroker = (): Promise<Mosquitto> =>
  startMosquitto({
    extra: [
      // Else it writes a line for each message.
      'log_type none',
      'log_type information',
      // Else it drops what a slower reader has not taken yet.
      'max_queued_messages 0',
    ],
  });

/** Such a broker, and somebody who publishes there as fast as it takes it. */
export const startMosquittoSource = async (): Promise<LoadSource> => {
  const broker = await startBroker();
  try {
    const source = await startSender('publisher.ts', [String(broker.port)]);
    return {
      ...source,
      close: async () => {
        await source.close();
        await broker.stop();
      },
    };
  } catch (error) {
    await broker.stop();
    throw error;
  }
};
