import type { IClientPublishOptions, MqttClient } from 'mqtt';
import type { MessageProperties, QoS } from './message.ts';
import { asRequestError, ConnectionLost, Refused } from './request-errors.ts';

/** The options of a publish. */
export type PublishOptions = {
  readonly qos: QoS;
  readonly retain: boolean;
  /** The message expiry interval, seconds; MQTT 5 only. */
  readonly expiry?: number;
  /** MQTT 5 only; omitted before. */
  readonly properties?: MessageProperties;
};

/** The options of a subscription (MQTT 5, 3.8.3.1). */
export type SubscribeOptions = {
  readonly qos: QoS;
  /** MQTT 5: deliver messages with the RETAIN flag that they were published with. */
  readonly retainAsPublished?: boolean;
  /** MQTT 5: do not deliver what we publish ourselves. */
  readonly noLocal?: boolean;
  /** MQTT 5: send retained messages at each subscribe, only for a new subscription, or never. */
  readonly retainHandling?: 0 | 1 | 2;
  /** MQTT 5: the subscription identifier, which comes with each message delivered for it. */
  readonly identifier?: number;
};

/** The most bytes that a PUBLISH packet of ours has besides topic and payload. */
const headerSize = 20;

type PublishProperties = Pick<IClientPublishOptions, 'properties'>;

/** As options of the client library; no `properties` at all if there are none. */
const publishProperties = ({ expiry, properties }: PublishOptions): PublishProperties => {
  if (expiry === undefined && properties === undefined) return {};
  return {
    properties: {
      ...(properties as PublishProperties['properties']),
      ...(expiry === undefined ? {} : { messageExpiryInterval: expiry }),
    },
  };
};

type Done = (error?: Error | null) => void;

/** The requests that wait for the broker's answer; a lost connection rejects them. */
export class Requests {
  readonly #pending = new Set<(error: Error) => void>();

  /**
   * Publishes; resolves when the broker has acknowledged as the QoS requires (QoS 0: when it is written).
   * Rejects with `ConnectionLost` or `Refused`.
   */
  publish(
    client: MqttClient | undefined,
    topic: string,
    payload: string | Buffer,
    options: PublishOptions,
  ): Promise<void> {
    const { qos, retain } = options;
    const isFive = client?.options.protocolVersion === 5;
    const most = isFive ? client?.serverProperties?.maximumPacketSize : undefined;
    if (
      most !== undefined &&
      Buffer.byteLength(topic) + Buffer.byteLength(payload) + headerSize > most
    )
      return Promise.reject(new Refused(`the broker takes at most ${most} bytes a packet`));
    const properties = isFive ? publishProperties(options) : {};
    return this.#ask(client, (connected, done) => {
      connected.publish(topic, payload, { qos, retain, ...properties }, (error) => done(error));
    });
  }

  /** Subscribes; resolves to the granted QoS, rejects with `ConnectionLost` or `Refused`. */
  async subscribe(
    client: MqttClient | undefined,
    filter: string,
    options: SubscribeOptions,
  ): Promise<QoS> {
    let granted = options.qos;
    await this.#ask(client, (connected, done) => {
      const { qos, identifier } = options;
      const knowsIdentifiers =
        connected.options.protocolVersion === 5 &&
        connected.serverProperties?.subscriptionIdentifiersAvailable !== false;
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
    return granted;
  }

  /** Unsubscribes; rejects with `ConnectionLost`. */
  unsubscribe(client: MqttClient | undefined, filter: string): Promise<void> {
    return this.#ask(client, (connected, done) => {
      connected.unsubscribe(filter, (error) => done(error));
    });
  }

  /** The connection is lost: rejects everything that waits. */
  failAll(): void {
    for (const reject of this.#pending) reject(new ConnectionLost('the connection was lost'));
    this.#pending.clear();
  }

  #ask(
    client: MqttClient | undefined,
    send: (connected: MqttClient, done: Done) => void,
  ): Promise<void> {
    if (client === undefined) return Promise.reject(new ConnectionLost('not connected'));
    return new Promise((resolve, reject) => {
      this.#pending.add(reject);
      send(client, (error) => {
        this.#pending.delete(reject);
        if (error === undefined || error === null) resolve();
        else reject(asRequestError(error));
      });
    });
  }
}
