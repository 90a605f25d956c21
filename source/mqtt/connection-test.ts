import { randomBytes } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { IConnackPacket, MqttClient } from 'mqtt';
import { opened, unless } from './abortable.ts';
import { certificateInWords } from './certificate-in-words.ts';
import { clientOptions } from './client-options.ts';
import { concessionInWords, connackWords } from './connack-in-words.ts';
import { ConnectTerms } from './connect-terms.ts';
import type { ConnectionOptions, Credentials, ProtocolVersion } from './connection-options.ts';
import { connectionProblem, isConnackTimeout } from './connection-problem.ts';
import { disconnect } from './disconnect.ts';
import { type ClientEnd, followClient } from './follow-client.ts';
import { secured } from './framed-client.ts';
import { addressInWords, hostAndPort, secretsIn, type ServerAddress } from './server-address.ts';
import { StepFailed, type TestStep, TestSteps, tooLate, type Work } from './test-steps.ts';
import { openThroughProxy } from './through-proxy.ts';

/** How long a step of the test may take, ms. */
const stepTime = 10_000;

/** What is tested. */
export type TestedServer = {
  readonly address: ServerAddress;
  /** For an address that has none of its own. */
  readonly credentials: Credentials;
  readonly protocolVersion: ProtocolVersion | 'auto';
};

/** How a test is watched and stopped. */
export type TestRun = {
  /** Called with all steps so far whenever something is new. */
  readonly onSteps: (steps: readonly TestStep[]) => void;
  readonly signal: AbortSignal;
  /** How long a step may take, ms. */
  readonly patience?: number;
};

/** The connection ended before CONNACK, or was refused. */
class Ended extends Error {
  readonly end: ClientEnd;

  constructor(end: ClientEnd) {
    super('ended');
    this.end = end;
  }
}

/** A client on its way to CONNACK. */
type Attempt = {
  readonly client: MqttClient;
  /** When CONNECT has gone out, which a WebSocket has to be open for. */
  readonly sent: Promise<void>;
  readonly outcome: Promise<{ readonly connack: IConnackPacket } | { readonly end: ClientEnd }>;
};

type Tell = Parameters<Work<unknown>>[0];

/** A server, as a connection uses it. */
class ServerTest {
  readonly #address: ServerAddress;
  readonly #options: ConnectionOptions;
  readonly #terms: ConnectTerms;
  readonly #patience: number;
  /** Closes whatever is open. */
  #close: () => void = () => undefined;

  constructor({ address, credentials, protocolVersion }: TestedServer, patience: number) {
    this.#address = address;
    this.#patience = patience;
    this.#options = {
      server: async () => address,
      // Not that of the program, whose session it would take over.
      clientId: `mqtt-tui-${randomBytes(4).toString('hex')}`,
      credentials: { ...credentials, ...address.credentials },
      keepAlive: 60,
      protocolVersion,
      connectTimeout: patience,
    };
    this.#terms = new ConnectTerms(this.#options);
  }

  get #isSecure(): boolean {
    return this.#address.protocol === 'mqtts' || this.#address.protocol === 'wss';
  }

  /** Why it failed, in one sentence. */
  inWords(error: unknown): string {
    const where = addressInWords(this.#address);
    return error instanceof Ended
      ? this.#terms.problem(error.end, where, false).sentence
      : connectionProblem(error, where).sentence;
  }

  async run(steps: TestSteps): Promise<void> {
    const { protocol, host, port, path, socketPath, proxy } = this.#address;
    try {
      if (isIP(host) === 0 && socketPath === undefined && proxy === undefined)
        await steps.run('Name resolution', async (tell, signal) => {
          const found = await unless(signal, lookup(host, { all: true }));
          tell(...found.map(({ address }) => address));
        });
      const name = proxy !== undefined ? 'Proxy' : socketPath !== undefined ? 'Unix socket' : 'TCP';
      let socket = await steps.run(name, async (tell, signal) => {
        const open = await this.#open(signal);
        if (proxy !== undefined)
          tell(`${hostAndPort({ host, port })} by way of ${hostAndPort(proxy)}`);
        else tell(socketPath ?? hostAndPort({ host: open.remoteAddress ?? host, port }));
        return open;
      });
      if (this.#isSecure) {
        const plain = socket;
        socket = await steps.run('TLS', (tell, signal) => this.#secure(plain, tell, signal));
      }
      const attempt =
        protocol === 'ws' || protocol === 'wss'
          ? await steps.run('WebSocket', async (tell, signal) => {
              const begun = await this.#upgrade(socket, signal);
              tell(`open at ${path?.replace(/\?.*$/s, '') ?? '/'}`);
              return begun;
            })
          : undefined;
      // Another protocol version may have to be tried.
      await steps.run(
        'MQTT',
        async (tell, signal) => this.#speak(attempt ?? (await this.#attempt(socket)), tell, signal),
        3 * this.#patience,
      );
    } finally {
      this.#close();
    }
  }

  async #open(signal: AbortSignal): Promise<Socket> {
    const { proxy, host, port, socketPath } = this.#address;
    if (proxy !== undefined) {
      const tunnel = openThroughProxy(proxy, { host, port }, this.#patience).then((socket) => {
        this.#close = () => socket.destroy();
        if (signal.aborted) socket.destroy();
        return socket;
      });
      return unless(signal, tunnel);
    }
    const socket = connect(socketPath === undefined ? { host, port } : { path: socketPath });
    this.#close = () => socket.destroy();
    await opened(socket, 'connect', signal);
    return socket;
  }

  /** Speaks TLS, and tells about the certificate, also where that is refused: nothing has been sent by then. */
  async #secure(socket: Socket, tell: Tell, signal: AbortSignal): Promise<TLSSocket> {
    const options = clientOptions(this.#options, this.#address, 5, false);
    const secure = secured(socket, { ...options, rejectUnauthorized: false });
    this.#close = () => secure.destroy();
    await opened(secure, 'secureConnect', signal);
    tell(
      `${secure.getProtocol()}, ${secure.getCipher().name}`,
      ...certificateInWords(secure.getPeerCertificate(), Date.now()),
    );
    if (secure.authorized) return secure;
    const code = String(secure.authorizationError);
    const isInsecure = this.#address.tls?.insecure === true;
    if (!isInsecure) throw Object.assign(new Error(code), { code });
    tell(`accepted only with --insecure: ${code}`);
    return secure;
  }

  async #attempt(socket: Socket): Promise<Attempt> {
    const { makerOn } = await import('./client-maker.ts');
    if (socket.destroyed) throw Object.assign(new Error('closed'), { code: 'ECONNRESET' });
    const client = makerOn(this.#address, socket).make(this.#options, this.#terms.version, false);
    this.#close = () => client.end(true);
    let connack: IConnackPacket | undefined;
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'connack') connack ??= packet;
    });
    return {
      client,
      sent: new Promise((resolve) => void client.stream.once('sent', () => resolve())),
      outcome: new Promise((resolve) =>
        followClient(client, {
          isCurrent: () => true,
          takesMessages: () => false,
          onConnected: () => {
            if (connack !== undefined) resolve({ connack });
          },
          onMessage: () => undefined,
          onEnd: (end) => resolve({ end }),
        }),
      ),
    };
  }

  /** Opens a WebSocket. */
  async #upgrade(socket: Socket, signal: AbortSignal): Promise<Attempt> {
    const attempt = await this.#attempt(socket);
    const ended = await unless(signal, Promise.race([attempt.sent, attempt.outcome]));
    if (ended === undefined || !('end' in ended)) return attempt;
    throw isConnackTimeout(ended.end.error) ? tooLate() : new Ended(ended.end);
  }

  /** Waits for CONNACK, with another protocol version if that helps, and disconnects. */
  async #speak({ client, outcome }: Attempt, tell: Tell, signal: AbortSignal): Promise<void> {
    const result = await unless(signal, outcome);
    const { version } = this.#terms;
    if ('connack' in result) {
      tell(...connackWords(result.connack, version));
      await disconnect(client, true);
      return;
    }
    client.end(true);
    if (!this.#terms.concede(result.end)) throw new Ended(result.end);
    tell(concessionInWords((result.end.error as { code?: unknown } | undefined)?.code, version));
    const plain = await this.#open(signal);
    const socket = this.#isSecure ? await this.#secure(plain, () => undefined, signal) : plain;
    await this.#speak(await this.#attempt(socket), tell, signal);
  }
}

/**
 * Tests a server as a connection would use it, but with a client identifier of its own and without a will:
 * looks up its name, connects, and tells what is found at each step. Resolves with whether all went well;
 * never rejects. The texts have no secrets.
 */
export const testConnection = async (
  server: TestedServer,
  { onSteps, signal, patience = stepTime }: TestRun,
): Promise<boolean> => {
  const test = new ServerTest(server, patience);
  const { address, credentials } = server;
  const steps = new TestSteps({
    server: addressInWords(address),
    signal,
    patience,
    inWords: (error) => test.inWords(error),
    secrets: [
      ...secretsIn(address),
      ...(credentials.password === undefined ? [] : [credentials.password]),
    ],
    onSteps,
  });
  try {
    await test.run(steps);
    return true;
  } catch (error) {
    if (error instanceof StepFailed) return false;
    throw error;
  }
};
