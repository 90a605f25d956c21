import { timingSafeEqual } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { type BrokerLimits, defaultBrokerLimits } from './broker/broker-limits.ts';
import { ClientStream } from './broker/client-stream.ts';
import { LoginDelays } from './broker/login-delays.ts';
import { MemoryBudget } from './broker/memory-budget.ts';
import { RetainedDelivery } from './broker/retained-delivery.ts';
import { RetainedMessages } from './broker/retained-messages.ts';
import { Sessions } from './broker/sessions.ts';
import { Turns } from './broker/turns.ts';
import type { QoS } from './message.ts';
import { topicMatches } from './topic.ts';

const versionTopic = '$SYS/broker/version';

/** What our broker publishes on `$SYS/broker/version`, so that another instance on this machine recognises it. */
export const embeddedBrokerName = 'mqtt-tui embedded broker';

/** What a broker did not deliver or keep. */
export type BrokerCounts = {
  /** Messages that were not delivered to a client that read too slowly, or was away for too long. */
  readonly leftOut: number;
  /** Retained messages that were not kept. */
  readonly notRetained: number;
};

/** A broker running in this process. */
export type EmbeddedBroker = {
  readonly host: string;
  readonly port: number;
  /** What found no room so far. */
  readonly counts: () => BrokerCounts;
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
  /** Where they differ from the defaults. */
  readonly limits?: Partial<BrokerLimits>;
  /** A client connected, disconnected, was rejected, or reached a limit; the text is hostile. */
  readonly onEvent?: (event: string) => void;
};

const sameSecret = (given: Buffer, wanted: Buffer): boolean =>
  given.length === wanted.length && timingSafeEqual(given, wanted);

/** aedes' AuthErrorCode: a const enum, which type stripping cannot read. */
const refusal = (message: string, returnCode: 3 | 4): AuthenticateError =>
  Object.assign(new Error(message), {
    // oxlint-disable-next-line typescript/no-unsafe-enum-assignment, typescript/no-unnecessary-type-assertion -- see above
    returnCode: returnCode as AuthenticateError['returnCode'],
  });

const streamOf = (client: Client): ClientStream => client.conn as ClientStream;

const remoteAddress = (client: Client): string => {
  const { socket } = streamOf(client);
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

/** Of the packets of all clients, and of retained messages, before the event loop goes round; ms. */
const sliceMs = { packets: 4, retained: 2 };

/** What a client may ask for before it has its retained messages. */
const mostDeliveries = 16;

/** Until the CONNECT is there. */
const connectTimeoutMs = 10_000;

/**
 * Starts an MQTT 3.1 and 3.1.1 broker (aedes) in this process. Rejects with Node's error if it cannot
 * listen there (`EADDRINUSE`, `EACCES`).
 */
export const startEmbeddedBroker = async (
  options: EmbeddedBrokerOptions,
): Promise<EmbeddedBroker> => {
  const { credentials, onEvent = () => undefined } = options;
  const limits: BrokerLimits = { ...defaultBrokerLimits, ...options.limits };
  // In a flood, V8 and the allocator hold about as much again that they have yet to give back.
  const budget = new MemoryBudget(limits.memory / 2);
  const retained = new RetainedMessages(limits);
  const sessions = new Sessions({
    limits,
    budget,
    onLost: (clientId, reason) => onEvent(`${clientId}: ${reason}`),
  });
  let notRetained = 0;
  let leftOut = 0;
  const context = {
    limits,
    budget,
    turns: new Turns(sliceMs.packets),
    onLeftOut: ({ facts, output }: ClientStream) => {
      leftOut += 1;
      if (output.leftOut === 1)
        onEvent(`${facts?.clientId ?? 'a client'} reads too slowly; messages are left out for it`);
    },
  };
  const delays = new LoginDelays();
  const deliveryTurns = new Turns(sliceMs.retained);
  const filters = new WeakMap<Client, Set<string>>();
  const deliveries = new WeakMap<Client, number>();
  /** The newest retained message when a client subscribed. */
  const subscribedAt = new WeakMap<Client, number>();

  const broker = await Aedes.createBroker({
    // It would make all wait for a hundred messages that one client does not take.
    concurrency: 0,
    drainTimeout: 0,
    connectTimeout: connectTimeoutMs,
    persistence: sessions,
    authenticate: (client, username, password, done) => {
      const accepted =
        credentials === undefined ||
        (sameSecret(Buffer.from(username ?? ''), Buffer.from(credentials.username)) &&
          sameSecret(password ?? Buffer.alloc(0), Buffer.from(credentials.password)));
      const answer = (): void => {
        if (accepted)
          streamOf(client).output.isSessionPresent = !client.clean && sessions.has(client.id);
        done(accepted ? null : refusal('bad user name or password', 4), accepted);
      };
      const address = streamOf(client).socket.remoteAddress ?? '';
      if (!delays.wait(address, accepted, answer))
        done(refusal('too many failed logins from this address', 3), false);
    },
    authorizePublish: (_client, packet, done) => {
      if (packet.topic.startsWith('$SYS/')) {
        done(new Error('$SYS/ topic is reserved'));
        return;
      }
      // Kept here: aedes would first store the message, and send it to who subscribes meanwhile.
      if (packet.retain && !retained.store(packet.topic, Buffer.from(packet.payload), packet.qos)) {
        notRetained += 1;
        if (notRetained === 1)
          onEvent('there is no room for more retained messages; new ones are not kept');
      }
      packet.retain = false;
      // It says that the publisher repeats itself, and concerns nobody else (3.1.1, 3.3.1.1).
      packet.dup = false;
      done(null);
    },
    // The stream would leave it out too, at ten times the work.
    authorizeForward: (client, packet) => {
      context.turns.charge();
      const { output } = streamOf(client);
      if (packet.qos > 0 || output.hasRoomFor(packet.payload.length)) return packet;
      output.leaveOut();
      return null;
    },
    authorizeSubscribe: (client, subscription, done) => {
      subscribedAt.set(client, retained.sequence);
      const own = filters.get(client) ?? new Set();
      filters.set(client, own);
      if (own.size >= limits.subscriptions && !own.has(subscription.topic)) {
        done(null, null);
        return;
      }
      own.add(subscription.topic);
      done(null, subscription);
    },
  });
  broker.on('clientReady', (client) => {
    streamOf(client).connected();
    onEvent(`${client.id} connected from ${remoteAddress(client)}`);
  });
  broker.on('clientDisconnect', (client) => {
    const missed = streamOf(client).output.leftOut;
    onEvent(`${client.id} disconnected${missed === 0 ? '' : `; ${missed} messages were left out`}`);
  });
  // aedes says it again for each message that was on its way.
  const failed = new WeakSet<Client>();
  const onFailure = (client: Client, error: Error): void => {
    if (failed.has(client)) return;
    failed.add(client);
    const wasConnected = streamOf(client).isConnected && client.id !== null;
    onEvent(wasConnected ? `${client.id}: ${error.message}` : refusedInWords(client, error));
  };
  broker.on('clientError', onFailure);
  broker.on('connectionError', onFailure);
  broker.on('keepaliveTimeout', (client) => onEvent(`${client.id} was silent for too long`));
  // Without a listener it would end the process.
  (broker as EventEmitter).on('error', (error: Error) => onEvent(`the broker: ${error.message}`));
  broker.on('unsubscribe', (unsubscribed, client) => {
    for (const filter of unsubscribed) filters.get(client)?.delete(filter);
  });
  broker.on('subscribe', (subscriptions, client) => {
    sessions.subscribe(client.id, subscriptions);
    // Not a retained message: everybody may ask, and nobody may change it.
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
    const granted = subscriptions.filter(({ qos }) => qos <= 2);
    if (granted.length > 0) deliverRetained(client, granted);
  });

  const deliverRetained = (
    client: Client,
    subscriptions: readonly { readonly topic: string; readonly qos: QoS }[],
  ): void => {
    const stream = streamOf(client);
    const running = (deliveries.get(client) ?? 0) + 1;
    deliveries.set(client, running);
    if (running === mostDeliveries) stream.hold();
    const delivery = new RetainedDelivery({
      client,
      stream,
      retained,
      subscriptions,
      upTo: subscribedAt.get(client) ?? retained.sequence,
      turns: deliveryTurns,
      onEnd: () => {
        const left = (deliveries.get(client) ?? 1) - 1;
        deliveries.set(client, left);
        if (left === mostDeliveries - 1) stream.release();
      },
    });
    delivery.start();
  };

  const streams = new Set<ClientStream>();
  const progress = setInterval(() => {
    const now = performance.now();
    for (const stream of streams) stream.output.checkProgress(now);
  }, 1000);
  progress.unref();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (streams.size >= limits.clients) {
      // Whoever connects and says nothing must not keep others out.
      const silent = [...streams].find(({ isConnected }) => !isConnected);
      if (silent === undefined) {
        onEvent(
          `refused a client from ${socket.remoteAddress}: there are ${limits.clients} already`,
        );
        socket.destroy();
        return;
      }
      silent.giveUp('others wait for its place');
      streams.delete(silent);
    }
    socket.setNoDelay(true);
    const stream = new ClientStream(socket, context);
    streams.add(stream);
    stream.on('close', () => streams.delete(stream));
    broker.handle(stream);
  });
  try {
    await listen(server, options);
  } catch (error) {
    clearInterval(progress);
    broker.close();
    throw error;
  }
  const address = server.address();
  return {
    host: options.host,
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    counts: () => ({ leftOut: leftOut + sessions.leftOut, notRetained }),
    close: () =>
      new Promise((resolve) => {
        clearInterval(progress);
        server.close();
        for (const stream of streams) stream.destroy();
        broker.close(resolve);
      }),
  };
};
