/** Quality of service: at most once, at least once, exactly once (MQTT 5, 4.3). */
export type QoS = 0 | 1 | 2;

/** User properties, in the order of the packet; a name may come several times (MQTT 5, 3.3.2.3.7). */
export type UserProperties = readonly (readonly [name: string, value: string])[];

/** The properties of a PUBLISH packet (MQTT 5, 3.3.2.3). */
export type MessageProperties = {
  readonly payloadFormatIndicator?: boolean;
  readonly messageExpiryInterval?: number;
  readonly contentType?: string;
  readonly responseTopic?: string;
  readonly correlationData?: Uint8Array;
  /** The subscriptions that it was delivered for; several if the broker combines deliveries. */
  readonly subscriptionIdentifier?: number | readonly number[];
  readonly userProperties?: UserProperties;
};

/** What a PUBLISH packet says about this delivery of the message, not about the message. */
export type DeliveryFlags = {
  /** The DUP flag: it may have been delivered before (MQTT 5, 3.3.1.1). */
  readonly dup: boolean;
  /** The packet identifier; QoS 1 and 2 only. */
  readonly messageId?: number | undefined;
};

/** An application message as received from a broker. */
export type Message = {
  /** The topic name, unaltered: hostile text until it has passed `printable`. */
  readonly topic: string;
  /** The payload. It may be a slice of a network chunk: copy it to keep it. */
  readonly payload: Uint8Array;
  readonly qos: QoS;
  /** The RETAIN flag as delivered. Without "retain as published" brokers set it on stored messages only. */
  readonly retain: boolean;
  readonly properties?: MessageProperties | undefined;
  /** When it was received, ms since the epoch, by our clock. */
  readonly receivedAt: number;
};
