import type { MqttClient } from 'mqtt';
import { Attempts } from './attempts.ts';
import type {
  ConnectionOptions,
  ConnectionStatus,
  Credentials,
  ProtocolVersion,
} from './connection-options.ts';
import {
  type ConnectionProblem,
  connectionProblem,
  hungUp,
  isConnackTimeout,
  isUnexplained,
  keepsBeingClosed,
  lossProblem,
  noAnswer,
  ofTheWill,
  takenOver,
} from './connection-problem.ts';
import { disconnect } from './disconnect.ts';
import { type ClientEnd, followClient } from './follow-client.ts';
import { NotMqtt } from './frames.ts';
import type { DeliveryFlags, Message, QoS } from './message.ts';
import { LastWill } from './last-will.ts';
import {
  type PublishOptions,
  Requests,
  type SubscribeOptions,
  type UnansweredPacket,
} from './requests.ts';
import { serverLimits, type ServerLimits } from './server-limits.ts';
import { isVersionRefusal, isWillRefusal, sessionTakenOver } from './reason-codes.ts';
import { addressInWords } from './server-address.ts';
import { yieldToOthers } from './yielding.ts';

/** A connection that lasted this long, ms, counts as stable: the backoff starts over. */
const stableAfter = 10_000;

/** How many short-lived connections in a row look like two programs with one client identifier. */
const kicksThatTell = 3;

/** Whoever closes the connection this long, ms, after a packet without answering it does so because of it. */
const reactionTime = 1000;

type Events = {
  readonly onStatus: (status: ConnectionStatus) => void;
  /** `packet` has what concerns only this delivery. */
  readonly onMessage: (message: Message, packet: DeliveryFlags) => void;
};

/**
 * One MQTT connection that keeps itself up: negotiates the protocol version, retries network failures with
 * backoff, and stops if only the user can help. It does not restore subscriptions: subscribe again on
 * `connected`.
 */
export class Connection {
  status: ConnectionStatus = { state: 'idle' };
  /** The code of the broker's last CONNACK, if it refused the connection. */
  refusalCode: number | undefined;
  readonly #options: ConnectionOptions;
  readonly #events: Events;
  #credentials: Credentials;
  /** The credentials of the current attempt. */
  #used: Credentials = {};
  #client: MqttClient | undefined;
  #version: ProtocolVersion;
  readonly #attempts = new Attempts();
  #shortLived = 0;
  /** How many short-lived connections in a row ended without a reason given, and nothing to answer. */
  #kicks = 0;
  /** How many connections in a row the broker closed instead of answering. */
  #hangUps = 0;
  #wasConnected = false;
  /** Whether the broker knows MQTT 5: then a later disconnect says nothing about versions. */
  #hasSpokenFive = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #will = new LastWill();
  /** What the broker hung up on, instead of answering, when the connection was lost last. */
  hungUpOn: readonly UnansweredPacket[] = [];
  /** What the broker takes. */
  limits: ServerLimits = serverLimits(undefined);
  readonly #requests = new Requests(() => this.limits);

  constructor(options: ConnectionOptions, events: Events) {
    this.#options = options;
    this.#events = events;
    this.#credentials = options.credentials;
    this.#version = options.protocolVersion === 'auto' ? 5 : options.protocolVersion;
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
    if (status.state === 'waiting' && !this.#attempts.between(status.retryAt)) return;
    clearTimeout(this.#timer);
    void this.#connect();
  }

  /** The broker is known to be back, so there is no point in waiting, unless it keeps disconnecting us. */
  retrySoon(): void {
    if (this.status.state === 'waiting' && this.#shortLived < kicksThatTell) this.retryNow();
  }

  /** Connects with other credentials. */
  updateCredentials(credentials: Credentials): void {
    this.#credentials = credentials;
    this.retryNow();
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

  async #connect(): Promise<void> {
    this.#setStatus({ state: 'connecting', attempt: this.#attempts.number });
    let where = 'the broker';
    try {
      const [{ clientMaker }, address] = await Promise.all([
        import('./client-maker.ts'),
        this.#options.server(),
      ]);
      where = addressInWords(address);
      const { make, drop } = await clientMaker(address);
      if (this.status.state !== 'connecting') {
        drop();
        return;
      }
      this.#used = this.#credentials;
      const options = {
        ...this.#options,
        credentials: this.#used,
        will: () => this.#will.of(this.#options.will?.()),
      };
      this.#listen(make(options, this.#version, this.#wasConnected), where);
    } catch (error) {
      this.#fail(connectionProblem(error, where));
    }
  }

  #listen(client: MqttClient, where: string): void {
    this.#client = client;
    yieldToOthers(client, this.#options.holdBack);
    followClient(client, {
      isCurrent: () => this.#client === client,
      onConnected: () => {
        this.#wasConnected = true;
        this.limits = this.#will.shownIn(serverLimits(client));
        this.#hasSpokenFive ||= this.#version === 5;
        this.#attempts.succeeded();
        this.#setStatus({ state: 'connected', protocolVersion: this.#version });
      },
      onMessage: this.#events.onMessage,
      onEnd: (end) => {
        this.#client = undefined;
        this.hungUpOn = end.isHangUp ? this.#requests.unanswered(reactionTime) : [];
        this.#requests.failAll();
        client.end(true);
        if (end.lasted === undefined) this.#ended(end, where);
        else this.#lost(end, end.lasted, where);
      },
    });
  }

  /** The connection ended before CONNACK, or was refused. */
  #ended({ error, told, wasReached }: ClientEnd, where: string): void {
    const code = (error as { code?: unknown } | undefined)?.code;
    const isAuto = this.#options.protocolVersion === 'auto';
    // Old brokers disconnect a client whose protocol version they do not know, or answer in their own.
    const isSilent = error === undefined || code === 'ECONNRESET' || code === 'EPIPE';
    const isOdd = error instanceof NotMqtt;
    const isRefused = typeof code === 'number' && isVersionRefusal(code);
    const isMute = wasReached && isConnackTimeout(error);
    const saysNothing = isSilent || isOdd || isMute;
    if (isAuto && this.#version === 5 && !this.#hasSpokenFive && (saysNothing || isRefused)) {
      this.#version = 4;
      void this.#connect();
      return;
    }
    if (this.#asksForLess(isSilent, code)) {
      void this.#connect();
      return;
    }
    // If the broker did not answer 3.1.1 either, its silence says nothing about versions, nor about the will.
    if (saysNothing) {
      if (isAuto) this.#version = 5;
      if (!this.#wasConnected) this.#will.restore();
    }
    const hasWill = this.#options.isWillOptional !== true && this.#options.will?.() !== undefined;
    const problem =
      error === undefined ? noAnswer(where, hasWill) : connectionProblem(error, where, told);
    this.#fail(hasWill && isWillRefusal(code) ? ofTheWill(problem, code) : problem);
  }

  /** Whether another attempt makes sense, with less of the will: it was refused, or may be why there is no answer. */
  #asksForLess(isSilent: boolean, code: unknown): boolean {
    if (this.#options.isWillOptional !== true || this.#options.will?.() === undefined) return false;
    if (isWillRefusal(code)) return this.#will.askForLess(code);
    return isSilent && this.#version !== 5 && !this.#wasConnected && this.#will.askForLess();
  }

  /** A connection that was up was lost after `lasted` ms. */
  #lost({ error, told }: ClientEnd, lasted: number, where: string): void {
    const code = (error as { disconnectCode?: number } | undefined)?.disconnectCode;
    this.#shortLived = lasted < stableAfter ? this.#shortLived + 1 : 0;
    const last = this.hungUpOn.at(-1);
    const isKick = lasted < stableAfter && isUnexplained(code, error) && last === undefined;
    this.#kicks = isKick ? this.#kicks + 1 : 0;
    this.#hangUps = last === undefined ? 0 : this.#hangUps + 1;
    if (lasted >= stableAfter) this.#attempts.restart();
    if (code === sessionTakenOver) this.#fail(takenOver(this.#options.clientId));
    else if (this.#kicks >= kicksThatTell) this.#fail(keepsBeingClosed(this.#options.clientId));
    else if (last !== undefined && code === undefined && this.#hangUps > 1)
      this.#fail(hungUp(last));
    else this.#fail(lossProblem(code, told, error, where));
  }

  #fail(problem: ConnectionProblem): void {
    if (this.status.state === 'closed') return;
    if (problem.credentials && this.#used !== this.#credentials) {
      // They were corrected while the broker was still checking the old ones.
      void this.#connect();
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
