import type { MqttClient } from 'mqtt';
import { Attempts } from './attempts.ts';
import { ConnectTerms } from './connect-terms.ts';
import { ConnectionCredentials } from './connection-credentials.ts';
import type { ConnectionEvents } from './connection-events.ts';
import type { ConnectionOptions, ConnectionStatus, Credentials } from './connection-options.ts';
import {
  type ConnectionProblem,
  connectionProblem,
  isKeepAliveLoss,
} from './connection-problem.ts';
import { disconnect } from './disconnect.ts';
import { type ClientEnd, followClient } from './follow-client.ts';
import { disconnectCode, Losses, stableAfter } from './losses.ts';
import type { QoS } from './message.ts';
import type { PublishOptions, SubscribeOptions } from './request-options.ts';
import { Requests, type UnansweredPacket } from './requests.ts';
import { serverLimits, type ServerLimits } from './server-limits.ts';
import { addressInWords } from './server-address.ts';
import { type Server, ServerList } from './server-list.ts';
import { ServerRound } from './server-round.ts';
import { yieldToOthers } from './yielding.ts';

/**
 * One MQTT connection that keeps itself up: negotiates the protocol version, tries its servers in turn,
 * retries network failures with backoff, and stops if only the user can help. It does not restore
 * subscriptions: subscribe again on `connected`.
 */
export class Connection {
  status: ConnectionStatus = { state: 'idle' };
  /** The code of the broker's last CONNACK, if it refused the connection. */
  refusalCode: number | undefined;
  /** Whether nothing can be published. */
  readonly isReadOnly: boolean;
  readonly #options: ConnectionOptions;
  readonly #events: ConnectionEvents;
  readonly #credentials: ConnectionCredentials;
  #client: MqttClient | undefined;
  readonly #round: ServerRound;
  /** The server of the last attempt. */
  server: Server | undefined;
  /** What is asked of that server. */
  #terms: ConnectTerms;
  readonly #attempts = new Attempts();
  readonly #losses: Losses;
  #wasConnected = false;
  #takesMessages = true;
  #timer: NodeJS.Timeout | undefined;
  /** What the broker hung up on, instead of answering, when the connection was lost last. */
  hungUpOn: readonly UnansweredPacket[] = [];
  /** What the broker takes. */
  limits: ServerLimits = serverLimits(undefined);
  readonly #requests: Requests;

  constructor(options: ConnectionOptions, events: ConnectionEvents) {
    this.#options = options;
    this.#events = events;
    this.isReadOnly = options.isReadOnly === true;
    this.#requests = new Requests(() => this.limits, this.isReadOnly);
    this.#credentials = new ConnectionCredentials(options.credentials, options.credentialSource);
    this.#losses = new Losses(options.clientId);
    this.#round = new ServerRound(ServerList.of(options.server));
    this.#terms = new ConnectTerms(options);
  }

  /** Starts connecting, and reports progress by `onStatus`. Never throws. */
  open(): void {
    if (this.status.state === 'idle') void this.#connect();
  }

  /**
   * Connects now instead of after the wait, at most once a second, or again after a refusal. If that fails,
   * the wait goes on as if nobody had tried.
   */
  retryNow(): void {
    const { status } = this;
    if (status.state !== 'waiting' && status.state !== 'refused') return;
    if (status.state === 'waiting' && !this.#attempts.early(status.retryAt)) return;
    clearTimeout(this.#timer);
    this.#round.restart();
    this.#credentials.restart();
    void this.#connect();
  }

  /** The broker is known to be back, so there is no point in waiting, unless it keeps disconnecting us. */
  retrySoon(): void {
    if (this.status.state === 'waiting' && !this.#losses.keepComing) this.retryNow();
  }

  /** Goes to the server that is preferred now, as if the connection to the present one were lost. */
  changeServer(): void {
    const { state } = this.status;
    if (state === 'idle' || state === 'closed') return;
    this.#round.restart();
    const isThere = state === 'connected' || state === 'connecting';
    if (isThere && this.server === this.#round.current) return;
    clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = undefined;
    this.#requests.failAll();
    client?.end(true);
    void this.#connect();
  }

  /** Another connection of ours has reached a server: goes there too, for others may know other topics. */
  follow(): void {
    const { state } = this.status;
    if (state === 'connected' || state === 'connecting') this.changeServer();
  }

  /** Connects with other credentials. */
  updateCredentials(credentials: Credentials): void {
    this.#credentials.update(credentials);
    this.retryNow();
  }

  /** Takes no more messages: they stay with the broker if the session is kept. */
  leaveMessages(): void {
    this.#takesMessages = false;
  }

  /** Sends DISCONNECT, so that the will message is not published, and stays disconnected for good. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const client = this.#client;
    const wasConnected = this.status.state === 'connected';
    this.#client = undefined;
    this.#setStatus({ state: 'closed' });
    this.#requests.failAll();
    if (client !== undefined)
      await disconnect(client, wasConnected, this.#options.outlastsDisconnect);
  }

  /** See `Requests.publish`. */
  publish(topic: string, payload: string | Buffer, options: PublishOptions): Promise<void> {
    return this.#requests.publish(this.#connected(), topic, payload, options);
  }

  /** See `Requests.subscribe`. */
  subscribe(filter: string, options: SubscribeOptions): Promise<QoS> {
    return this.#requests.subscribe(this.#connected(), filter, options);
  }

  /** See `Requests.unsubscribe`. */
  unsubscribe(filter: string): Promise<void> {
    return this.#requests.unsubscribe(this.#connected(), filter);
  }

  /** See `ServerLimits`. */
  get receiveMaximum(): number {
    return this.limits.receiveMaximum;
  }

  #connected(): MqttClient | undefined {
    return this.status.state === 'connected' ? this.#client : undefined;
  }

  #setStatus(status: ConnectionStatus): void {
    this.status = status;
    this.#events.onStatus(status);
  }

  /** `problem` is why the previous server is not used, if another one is tried at once. */
  async #connect(problem?: string): Promise<void> {
    const server = this.#round.current;
    if (server !== this.server) this.#terms = new ConnectTerms(this.#options);
    this.server = server;
    const status: ConnectionStatus = {
      state: 'connecting',
      attempt: this.#attempts.number,
      ...(problem === undefined ? {} : { problem }),
    };
    this.#setStatus(status);
    let where = 'the broker';
    try {
      const [{ clientMaker }, address] = await Promise.all([
        import('./client-maker.ts'),
        server.locate(),
        this.#options.beforeConnect?.(),
        this.#credentials.ready(),
      ]);
      where = addressInWords(address);
      const { make, drop } = await clientMaker(address);
      if (this.status !== status) {
        drop();
        return;
      }
      const options = {
        ...this.#options,
        credentials: server.credentials(this.#credentials.take()),
        will: () => this.#terms.will(),
      };
      this.#listen(make(options, this.#terms.version, this.#wasConnected), where);
    } catch (error) {
      if (this.status === status) this.#fail(connectionProblem(error, where));
    }
  }

  #listen(client: MqttClient, where: string): void {
    this.#client = client;
    const holdUp = yieldToOthers(client, this.#options.holdBack);
    const { onPublishFrame: take } = this.#events;
    followClient(client, {
      // A log of packets has them all.
      taker: take && !this.#options.onPacket ? { take, holdUp } : undefined,
      isCurrent: () => this.#client === client,
      takesMessages: () => this.#client === client && this.#takesMessages,
      onConnected: () => {
        this.#wasConnected = true;
        this.#terms.accepted();
        this.#round.connected();
        this.limits = this.#terms.shownIn(serverLimits(client));
        this.#attempts.succeeded();
        this.#setStatus({ state: 'connected', protocolVersion: this.#terms.version });
      },
      onMessage: this.#events.onMessage,
      onEnd: (end) => {
        this.#client = undefined;
        this.hungUpOn = end.isHangUp ? this.#requests.unanswered() : [];
        this.#requests.failAll();
        client.end(true);
        if (end.lasted === undefined) this.#ended(end, where);
        else this.#lost(end, end.lasted, where);
      },
    });
  }

  /** The connection ended before CONNACK, or was refused. */
  #ended(end: ClientEnd, where: string): void {
    if (this.#terms.concede(end)) {
      void this.#connect();
      return;
    }
    this.#fail(this.#terms.problem(end, where, this.server?.hasAccepted === true));
  }

  /** A connection that was up was lost after `lasted` ms. */
  #lost(end: ClientEnd, lasted: number, where: string): void {
    const isStable = lasted >= stableAfter;
    if (isStable) {
      // The backoff starts over.
      this.#attempts.restart();
      this.#round.hasLasted();
      this.#credentials.restart();
    }
    const problem = this.#losses.take(end, this.hungUpOn.at(-1), where);
    // It may just be the network: the server that worked last comes first, unless it has said or shown that it is down.
    const isDown = disconnectCode(end.error) !== undefined || isKeepAliveLoss(end.error);
    if (isStable && !isDown && this.#round.triesAgain(problem))
      void this.#connect(problem.sentence);
    else this.#fail(problem);
  }

  #fail(reason: ConnectionProblem): void {
    if (this.status.state === 'closed') return;
    if (reason.credentials && this.#credentials.haveChanged) {
      // They were corrected while the broker was still checking the old ones.
      void this.#connect();
      return;
    }
    if (this.#credentials.mayBeRenewed(reason)) {
      const attempt = this.status;
      void this.#credentials.renew(reason, (outcome) => {
        if (this.status === attempt) this.#fail(outcome);
      });
      return;
    }
    const problem = this.#round.failed(reason);
    if (problem === undefined) {
      void this.#connect(reason.sentence);
      return;
    }
    this.refusalCode = problem.code;
    if (problem.final) {
      this.#attempts.restart();
      this.#setStatus({
        state: 'refused',
        problem: problem.sentence,
        credentials: problem.credentials,
      });
      return;
    }
    const delay = this.#attempts.failed();
    // Before the status change, since a listener may close the connection.
    this.#timer = setTimeout(() => void this.#connect(), delay);
    this.#setStatus({
      state: 'waiting',
      attempt: this.#attempts.number,
      retryAt: performance.now() + delay,
      problem: problem.sentence,
    });
  }
}
