import type { MqttClient } from 'mqtt';
import { backoffDelay } from './backoff.ts';
import { clientOptions } from './client-options.ts';
import type {
  ConnectionOptions,
  ConnectionStatus,
  Credentials,
  ProtocolVersion,
} from './connection-options.ts';
import {
  type ConnectionProblem,
  connectionProblem,
  isUnexplained,
  keepsBeingClosed,
  lossProblem,
  retryable,
  takenOver,
} from './connection-problem.ts';
import { disconnect } from './disconnect.ts';
import { type ClientEnd, followClient } from './follow-client.ts';
import { framedClient } from './framed-client.ts';
import { NotMqtt } from './frames.ts';
import type { DeliveryFlags, Message, QoS } from './message.ts';
import { type PublishOptions, Requests, type SubscribeOptions } from './requests.ts';
import { isVersionRefusal, sessionTakenOver } from './reason-codes.ts';
import { addressInWords } from './server-address.ts';
import { yieldToOthers } from './yielding.ts';

/** A connection that lasted this long, ms, counts as stable: the backoff starts over. */
const stableAfter = 10_000;

/** How many short-lived connections in a row look like two programs with one client identifier. */
const kicksThatTell = 3;

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
  #attempt = 1;
  #shortLived = 0;
  /** How many short-lived connections in a row ended without a reason given. */
  #kicks = 0;
  #wasConnected = false;
  /** Whether the broker knows MQTT 5: then a later disconnect says nothing about versions. */
  #hasSpokenFive = false;
  #timer: NodeJS.Timeout | undefined;
  readonly #requests = new Requests();

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

  /** Connects now instead of after the wait, or again after a refusal. */
  retryNow(): void {
    if (this.status.state !== 'waiting' && this.status.state !== 'refused') return;
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

  /** The broker's receive maximum: how many unacknowledged QoS 1 and 2 messages it accepts (MQTT 5, 3.2.2.3.3). */
  get receiveMaximum(): number {
    return this.#client?.serverProperties?.receiveMaximum ?? 65_535;
  }

  #connected(): MqttClient | undefined {
    return this.status.state === 'connected' ? this.#client : undefined;
  }

  #setStatus(status: ConnectionStatus): void {
    this.status = status;
    this.#events.onStatus(status);
  }

  async #connect(): Promise<void> {
    this.#setStatus({ state: 'connecting', attempt: this.#attempt });
    let where = 'the broker';
    try {
      const [mqtt, address] = await Promise.all([import('mqtt'), this.#options.server()]);
      where = addressInWords(address);
      if (this.status.state !== 'connecting') return;
      this.#used = this.#credentials;
      this.#listen(
        framedClient(
          mqtt,
          clientOptions(
            { ...this.#options, credentials: this.#used },
            address,
            this.#version,
            this.#wasConnected,
          ),
          this.#version,
        ),
        where,
      );
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
        this.#hasSpokenFive ||= this.#version === 5;
        this.#setStatus({ state: 'connected', protocolVersion: this.#version });
      },
      onMessage: this.#events.onMessage,
      onEnd: (end) => {
        this.#client = undefined;
        this.#requests.failAll();
        client.end(true);
        if (end.lasted === undefined) this.#ended(end, where);
        else this.#lost(end, end.lasted, where);
      },
    });
  }

  /** The connection ended before CONNACK, or was refused. */
  #ended({ error, told }: ClientEnd, where: string): void {
    const code = (error as { code?: unknown } | undefined)?.code;
    const isAuto = this.#options.protocolVersion === 'auto';
    // Old brokers disconnect a client whose protocol version they do not know, or answer in their own.
    const isSilent = error === undefined || code === 'ECONNRESET' || code === 'EPIPE';
    const isOdd = error instanceof NotMqtt;
    const isRefused = typeof code === 'number' && isVersionRefusal(code);
    if (isAuto && this.#version === 5 && !this.#hasSpokenFive && (isSilent || isOdd || isRefused)) {
      this.#version = 4;
      void this.#connect();
      return;
    }
    // If the broker did not answer 3.1.1 either, its silence says nothing about versions: start again with 5.
    if ((isSilent || isOdd) && isAuto) this.#version = 5;
    this.#fail(
      error === undefined
        ? retryable(`${where} closed the connection without an MQTT answer; is it a broker?`)
        : connectionProblem(error, where, told),
    );
  }

  /** A connection that was up was lost after `lasted` ms. */
  #lost({ error, told }: ClientEnd, lasted: number, where: string): void {
    const code = (error as { disconnectCode?: number } | undefined)?.disconnectCode;
    this.#shortLived = lasted < stableAfter ? this.#shortLived + 1 : 0;
    this.#kicks = lasted < stableAfter && isUnexplained(code, error) ? this.#kicks + 1 : 0;
    if (lasted >= stableAfter) this.#attempt = 1;
    if (code === sessionTakenOver) this.#fail(takenOver(this.#options.clientId));
    else if (this.#kicks >= kicksThatTell) this.#fail(keepsBeingClosed(this.#options.clientId));
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
      this.#attempt = 1;
      this.#setStatus({
        state: 'refused',
        problem: problem.sentence,
        credentials: problem.credentials,
      });
      return;
    }
    this.#attempt += 1;
    const delay = backoffDelay(this.#attempt, Math.random);
    // Before the status change, since a listener may close the connection.
    this.#timer = setTimeout(() => void this.#connect(), delay);
    this.#setStatus({
      state: 'waiting',
      attempt: this.#attempt,
      retryAt: performance.now() + delay,
      problem: problem.sentence,
    });
  }
}
