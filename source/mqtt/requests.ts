import type { IClientPublishOptions, MqttClient } from 'mqtt';
import type { MessageProperties, QoS } from './message.ts';
import { asRequestError, ConnectionLost, Refused } from './request-errors.ts';

/** How a message is published. */
export type PublishOptions = {
  readonly qos: QoS;
  readonly retain: boolean;
  /** Seconds after which the broker forgets it; MQTT 5 only. */
  readonly expiry?: number;
  /** MQTT 5 only; left out before. */
  readonly properties?: MessageProperties;
};

/** How a topic filter is subscribed (MQTT 5, 3.8.3.1). */
export type SubscribeOptions = {
  readonly qos: QoS;
  /** MQTT 5: deliver the RETAIN flag as it was published. */
  readonly retainAsPublished?: boolean;
  /** MQTT 5: what we publish ourselves does not come back. */
  readonly noLocal?: boolean;
  /** MQTT 5: what is retained comes at each subscribing, only at a new one, or never. */
  readonly retainHandling?: 0 | 1 | 2;
  /** MQTT 5: comes back with each message that is delivered for it. */
  readonly identifier?: number;
};

/** What a PUBLISH packet of ours has beside topic, payload and texts of its properties at most, bytes. */
const headerSize = 30;

/** What the texts and bytes in properties take in a packet at most, bytes. */
const propertiesSize = ({
  contentType = '',
  responseTopic = '',
  correlationData = Buffer.alloc(0),
  userProperties = {},
}: MessageProperties = {}): number => {
  const pairs = Object.entries(userProperties).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}${value}`),
  );
  // Before each pair stand an identifier and two lengths.
  return (
    Buffer.byteLength([contentType, responseTopic, ...pairs].join('')) +
    correlationData.length +
    pairs.length * 5
  );
};

type PublishProperties = Pick<IClientPublishOptions, 'properties'>;

/** In the words of the client library, which takes no properties for no property. */
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

/** What was asked of the broker and waits for its answer; a lost connection answers for it. */
export class Requests {
  readonly #pending = new Set<(error: Error) => void>();

  /**
   * Publishes and resolves when the broker has acknowledged as the QoS demands (QoS 0: when it is
   * written). Rejects with `ConnectionLost` or `Refused`.
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
    const size = (): number =>
      Buffer.byteLength(topic) +
      Buffer.byteLength(payload) +
      propertiesSize(options.properties) +
      headerSize;
    if (most !== undefined && size() > most)
      return Promise.reject(new Refused(`the broker takes at most ${most} bytes a packet`));
    const properties = isFive ? publishProperties(options) : {};
    return this.#ask(client, (connected, done) => {
      connected.publish(topic, payload, { qos, retain, ...properties }, (error) => done(error));
    });
  }

  /** Subscribes; resolves with the granted QoS, rejects with `ConnectionLost` or `Refused`. */
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

  /** The connection is gone: nothing that waits will be answered. */
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
