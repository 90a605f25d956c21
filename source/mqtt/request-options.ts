import type { MessageProperties, QoS } from './message.ts';

/** The options of a publish. */
export type PublishOptions = {
  readonly qos: QoS;
  readonly retain: boolean;
  /** Whether it counts as refused if the broker takes no QoS as high; otherwise a lower one will do. */
  readonly insistsOnQos?: boolean;
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
