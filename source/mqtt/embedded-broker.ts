import { createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import { authenticator, type BrokerCredentials } from './broker/authenticate.ts';
import { type BrokerLimits, defaultBrokerLimits } from './broker/broker-limits.ts';
import { ClientStream } from './broker/client-stream.ts';
import { ClientSubscriptions } from './broker/client-subscriptions.ts';
import { forwarder } from './broker/forward.ts';
import { MemoryBudget } from './broker/memory-budget.ts';
import { publishPacket } from './broker/publish-packet.ts';
import { reportClients } from './broker/report-clients.ts';
import { Resting } from './broker/resting.ts';
import { RetainedMessages } from './broker/retained-messages.ts';
import { Router } from './broker/router.ts';
import { Sessions } from './broker/sessions.ts';
import { streamOf } from './broker/stream-of.ts';
import { Turns } from './broker/turns.ts';
import { topicMatches } from './topic.ts';

const versionTopic = '$SYS/broker/version';

/** What our broker publishes on `$SYS/broker/version`, so that another instance on this machine recognises it. */
export const embeddedBrokerName = 'mqtt-tui embedded broker';

const versionPacket = publishPacket({
  topic: versionTopic,
  payload: Buffer.from(embeddedBrokerName),
  qos: 0,
  retain: true,
  messageId: 0,
});

/** What a broker did not deliver or keep. */
export type BrokerCounts = {
  /** Messages left out for clients that read too slowly or were away too long. */
  readonly leftOut: number;
  /** Retained messages that were not stored. */
  readonly notRetained: number;
};

/** A broker running in this process. */
export type EmbeddedBroker = {
  readonly host: string;
  readonly port: number;
  /** What has been left out so far. */
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
  readonly credentials?: BrokerCredentials;
  /** Overrides of the defaults. */
  readonly limits?: Partial<BrokerLimits>;
  /** A client connected, disconnected, was rejected, or reached a limit; the text is hostile. */
  readonly onEvent?: (event: string) => void;
};

const listen = (server: Server, { port, host }: { port: number; host: string }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** How long packets, and retained messages, are handled before the event loop runs, ms. */
const sliceMs = { packets: 4, retained: 2 };

/** How long a client may take to send CONNECT. */
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
  // In a flood, V8 and the allocator hold about as much again before they free it.
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
        onEvent(`${facts?.clientId ?? 'a client'} reads too slowly; messages for it are dropped`);
    },
  };
  const streamsById = new Map<string, ClientStream>();
  const resting = new Resting();
  const router = new Router((clientId, ms) => {
    const stream = streamsById.get(clientId);
    if (stream !== undefined) resting.rest(stream, ms);
  });
  const clientSubscriptions = new ClientSubscriptions({
    limit: limits.subscriptions,
    router,
    retained,
    sessions,
    turns: new Turns(sliceMs.retained),
  });

  const broker = await Aedes.createBroker({
    // With a limit, everyone would wait for messages that one client does not read.
    concurrency: 0,
    drainTimeout: 0,
    connectTimeout: connectTimeoutMs,
    mq: router,
    persistence: sessions,
    authenticate: authenticator(credentials, sessions),
    authorizePublish: (_client, packet, done) => {
      if (packet.topic.startsWith('$SYS/')) {
        done(new Error('$SYS/ topic is reserved'));
        return;
      }
      // Stored here: aedes would store it first, and send it twice to a client that subscribes meanwhile.
      if (packet.retain && !retained.store(packet.topic, packet.payload, packet.qos)) {
        notRetained += 1;
        if (notRetained === 1)
          onEvent('there is no room for more retained messages; new ones are not kept');
      }
      packet.retain = false;
      // DUP concerns only the delivery from the publisher (3.1.1, 3.3.1.1).
      packet.dup = false;
      done(null);
    },
    authorizeForward: forwarder(context.turns),
    authorizeSubscribe: clientSubscriptions.authorize,
  });
  broker.on('clientReady', (client) => {
    const stream = streamOf(client);
    stream.connected();
    if (!stream.destroyed) streamsById.set(client.id, stream);
  });
  broker.on('clientDisconnect', ({ id }) => streamsById.delete(id));
  reportClients(broker, onEvent);
  broker.on('unsubscribe', (filters, client) => clientSubscriptions.removed(client, filters));
  broker.on('subscribe', (subscriptions, client) => {
    sessions.subscribe(client.id, subscriptions);
    // Not a stored message: anyone may read it, and nobody may change it.
    if (subscriptions.some(({ topic }) => topicMatches(topic, versionTopic)))
      streamOf(client).write(versionPacket);
    const granted = subscriptions.filter(({ qos }) => qos <= 2);
    if (granted.length > 0) clientSubscriptions.deliver(client, granted);
  });

  const streams = new Set<ClientStream>();
  const progress = setInterval(() => {
    const now = performance.now();
    for (const stream of streams) stream.output.checkProgress(now);
  }, 1000);
  progress.unref();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    if (streams.size >= limits.clients) {
      // A client that connects and sends nothing must not keep others out.
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
