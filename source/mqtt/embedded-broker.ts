import { timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { topicMatches } from './topic.ts';

const versionTopic = '$SYS/broker/version';

/** What our broker publishes on `$SYS/broker/version`, so that another instance on this machine recognises it. */
export const embeddedBrokerName = 'mqtt-tui embedded broker';

/** A broker running in this process. */
export type EmbeddedBroker = {
  readonly host: string;
  readonly port: number;
  /** Drops every client and frees the port. */
  readonly close: () => Promise<void>;
};

/** Where it listens, and who may connect. */
export type EmbeddedBrokerOptions = {
  readonly host: string;
  /** 0 lets the system choose a port. */
  readonly port: number;
  /** Without them, anyone who can reach the port may connect. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** A client connected, disconnected, or was rejected; the text is hostile. */
  readonly onEvent?: (event: string) => void;
};

const sameSecret = (given: Buffer, wanted: Buffer): boolean =>
  given.length === wanted.length && timingSafeEqual(given, wanted);

const refuseCredentials = (): AuthenticateError =>
  Object.assign(new Error('bad user name or password'), {
    // aedes' AuthErrorCode.BAD_USERNAME_OR_PASSWORD: a const enum, which type stripping cannot read.
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment, typescript/no-unnecessary-type-assertion -- see above
    returnCode: 4 as AuthenticateError['returnCode'],
  });

const remoteAddress = (client: Client): string => {
  const socket = client.conn as Socket;
  return `${socket.remoteAddress ?? 'an unknown address'}:${socket.remotePort ?? 0}`;
};

const refusedInWords = (client: Client, error: Error): string =>
  error.message === 'unacceptable protocol version'
    ? 'a client offered an MQTT version that is not spoken here; it may try 3.1.1'
    : `refused a client from ${remoteAddress(client)}: ${error.message}`;

const listen = (server: Server, { port, host }: { port: number; host: string }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/**
 * Starts an MQTT 3.1 and 3.1.1 broker (aedes) in this process. Rejects with Node's error if it cannot
 * listen there (`EADDRINUSE`, `EACCES`).
 */
export const startEmbeddedBroker = async (
  options: EmbeddedBrokerOptions,
): Promise<EmbeddedBroker> => {
  const { credentials, onEvent } = options;
  const broker = await Aedes.createBroker({
    authenticate: (_client, username, password, done) => {
      const accepted =
        credentials === undefined ||
        (sameSecret(Buffer.from(username ?? ''), Buffer.from(credentials.username)) &&
          sameSecret(password ?? Buffer.alloc(0), Buffer.from(credentials.password)));
      done(accepted ? null : refuseCredentials(), accepted);
    },
  });
  if (onEvent !== undefined) {
    broker.on('clientReady', (client) =>
      onEvent(`${client.id} connected from ${remoteAddress(client)}`),
    );
    broker.on('clientDisconnect', (client) => onEvent(`${client.id} disconnected`));
    broker.on('clientError', (client, error) =>
      onEvent(`${client.id || 'a client'}: ${error.message}`),
    );
    broker.on('connectionError', (client, error) => onEvent(refusedInWords(client, error)));
    broker.on('keepaliveTimeout', (client) => onEvent(`${client.id} was silent for too long`));
  }
  // Not a retained message: aedes would also deliver that to subscribers of "#" (contrary to MQTT 3.1.1, 4.7.2).
  broker.on('subscribe', (subscriptions, client) => {
    if (subscriptions.some(({ topic }) => topicMatches(topic, versionTopic)))
      // aedes calls the callback without checking that there is one.
      client.publish(
        {
          cmd: 'publish',
          topic: versionTopic,
          payload: embeddedBrokerName,
          qos: 0,
          retain: true,
          dup: false,
        },
        () => undefined,
      );
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  try {
    await listen(server, options);
  } catch (error) {
    broker.close();
    throw error;
  }
  const address = server.address();
  return {
    host: options.host,
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close();
        for (const socket of sockets) socket.destroy();
        broker.close(resolve);
      }),
  };
};
