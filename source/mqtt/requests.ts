import type { IClientPublishOptions, MqttClient } from 'mqtt';
import type { QoS } from './message.ts';
import { BoundedMap } from '../collections/bounded-map.ts';
import { InFlight } from './in-flight.ts';
import { publishProblem, publishSize, subscriptionProblem } from './limit-problems.ts';
import type { PublishOptions, SubscribeOptions } from './request-options.ts';
import {
  answerTime,
  asRequestError,
  ConnectionLost,
  Refused,
  Unanswered,
} from './request-errors.ts';
import { ReadOnly } from './read-only.ts';
import type { ServerLimits } from './server-limits.ts';
import { packetUserProperties } from './user-properties.ts';

/** A broker that closes the connection within this time, ms, of a packet that it has not answered does so because of it. */
const reactionTime = 1000;

/** The most packets, by name and topic, that are remembered as answered. */
const mostAnswered = 1000;

type PublishProperties = Pick<IClientPublishOptions, 'properties'>;

/** As options of the client library; no `properties` at all if there are none. */
const publishProperties = ({ expiry, properties }: PublishOptions): PublishProperties => {
  if (expiry === undefined && properties === undefined) return {};
  const { userProperties, ...others } = properties ?? {};
  return {
    properties: {
      ...(others as PublishProperties['properties']),
      ...packetUserProperties(userProperties),
      ...(expiry === undefined ? {} : { messageExpiryInterval: expiry }),
    },
  };
};

/** A packet of ours that the broker has to answer, or a message of QoS 0. */
export type Sent = {
  readonly packet: 'PUBLISH' | 'SUBSCRIBE' | 'UNSUBSCRIBE';
  /** Its topic name or filter. */
  readonly topic: string;
  /** ms of `performance.now()`. */
  readonly at: number;
};

/** A packet that has no answer. */
export type UnansweredPacket = Sent & {
  /** Whether the broker has never answered such a packet with this topic. */
  readonly isFirst: boolean;
};

const packetName = ({ packet, topic }: Pick<Sent, 'packet' | 'topic'>): string =>
  `${packet} ${topic}`;

/** Rejects with `Unanswered` after `answerTime`. */
const answeredInTime = async (packet: Sent['packet'], asking: Promise<void>): Promise<void> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Unanswered(packet)), answerTime);
  await Promise.race([asking, promise]).finally(() => clearTimeout(timer));
};

const sentNow = (packet: Sent['packet'], topic: string): Sent => ({
  packet,
  topic,
  at: performance.now(),
});

type Done = (error?: Error | null) => void;

/** The requests that wait for the broker's answer; a lost connection rejects them. */
export class Requests {
  readonly #pending = new Map<(error: Error) => void, Sent | undefined>();
  /** What the broker has answered: packets with their topics. */
  readonly #answered = new BoundedMap<string, true>(mostAnswered);
  /** The last message of QoS 0. */
  #unanswerable: Sent | undefined;
  #inFlight = new InFlight();
  readonly #limits: () => ServerLimits;
  readonly #isReadOnly: boolean;

  /** `limits` are those of the broker that the client given is connected to; `isReadOnly`: nothing is published. */
  constructor(limits: () => ServerLimits, isReadOnly = false) {
    this.#limits = limits;
    this.#isReadOnly = isReadOnly;
  }

  /** What was sent within the last `within` ms and has no answer, oldest first. */
  unanswered(within = reactionTime): UnansweredPacket[] {
    const since = performance.now() - within;
    return [...this.#pending.values(), this.#unanswerable].flatMap((sent) =>
      sent === undefined || sent.at < since
        ? []
        : [{ ...sent, isFirst: !this.#answered.has(packetName(sent)) }],
    );
  }

  /**
   * Publishes; resolves when the broker has acknowledged as the QoS requires (QoS 0: when it is written).
   * Waits while the broker's receive maximum is reached. Rejects with `ConnectionLost`, `Refused` or `ReadOnly`.
   */
  publish(
    client: MqttClient | undefined,
    topic: string,
    payload: string | Buffer,
    options: PublishOptions,
  ): Promise<void> {
    if (this.#isReadOnly) return Promise.reject(new ReadOnly());
    const { retain } = options;
    const isFive = client?.options.protocolVersion === 5;
    const limits = this.#limits();
    const size = (): number => publishSize(topic, payload, options.properties);
    const problem = client === undefined ? undefined : publishProblem(options, size, limits);
    if (problem !== undefined) return Promise.reject(new Refused(problem));
    const qos = Math.min(options.qos, limits.maximumQos) as QoS;
    const properties = isFive ? publishProperties(options) : {};
    const send = (): Promise<void> => {
      const sent = sentNow('PUBLISH', topic);
      if (qos === 0) this.#unanswerable = sent;
      return this.#ask(client, qos === 0 ? undefined : sent, (connected, done) => {
        connected.publish(topic, payload, { qos, retain, ...properties }, (error) => done(error));
      });
    };
    return qos === 0 ? send() : this.#inFlight.add(limits.receiveMaximum, send);
  }

  /** Subscribes; resolves to the granted QoS, rejects with `ConnectionLost`, `Refused` or `Unanswered`. */
  async subscribe(
    client: MqttClient | undefined,
    filter: string,
    options: SubscribeOptions,
  ): Promise<QoS> {
    let granted = options.qos;
    const limits = this.#limits();
    const problem = subscriptionProblem(filter, limits);
    if (problem !== undefined) throw new Refused(problem);
    const sent = sentNow('SUBSCRIBE', filter);
    const asking = this.#ask(client, sent, (connected, done) => {
      const { qos, identifier } = options;
      const knowsIdentifiers =
        connected.options.protocolVersion === 5 && limits.subscriptionIdentifiers;
      const flags = {
        qos,
        rap: options.retainAsPublished === true,
        nl: options.noLocal === true,
        rh: options.retainHandling ?? 0,
        ...(knowsIdentifiers && identifier !== undefined
          ? { properties: { subscriptionIdentifier: identifier } }
          : {}),
      };
      connected.subscribe(filter, flags, (error, grants, packet) => {
        const code = Number(packet?.granted?.[0] ?? grants?.[0]?.qos ?? options.qos);
        granted = code as QoS;
        done(code >= 128 ? Object.assign(new Error('refused'), { code }) : error);
      });
    });
    await answeredInTime('SUBSCRIBE', asking);
    return granted;
  }

  /** Unsubscribes; rejects with `ConnectionLost`, `Refused` or `Unanswered`. */
  unsubscribe(client: MqttClient | undefined, filter: string): Promise<void> {
    const asking = this.#ask(client, sentNow('UNSUBSCRIBE', filter), (connected, done) => {
      connected.unsubscribe(filter, (error) => done(error));
    });
    return answeredInTime('UNSUBSCRIBE', asking);
  }

  /** The connection is lost: rejects everything that waits. */
  failAll(): void {
    const lost = new ConnectionLost('the connection was lost');
    this.#inFlight.fail(lost);
    this.#inFlight = new InFlight();
    for (const reject of this.#pending.keys()) reject(lost);
    this.#pending.clear();
    this.#unanswerable = undefined;
  }

  #ask(
    client: MqttClient | undefined,
    sent: Sent | undefined,
    send: (connected: MqttClient, done: Done) => void,
  ): Promise<void> {
    if (client === undefined) return Promise.reject(new ConnectionLost('not connected'));
    return new Promise((resolve, reject) => {
      this.#pending.set(reject, sent);
      send(client, (error) => {
        this.#pending.delete(reject);
        const problem = error === undefined || error === null ? undefined : asRequestError(error);
        if (sent !== undefined && !(problem instanceof ConnectionLost))
          this.#answered.renew(packetName(sent), true);
        if (problem === undefined) resolve();
        else reject(problem);
      });
    });
  }
}
