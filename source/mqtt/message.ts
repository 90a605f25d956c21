/** Quality of service: at most once, at least once, exactly once (MQTT 5, 4.3). */
export type QoS = 0 | 1 | 2;

/** What a PUBLISH packet of MQTT 5 may carry beside the payload (MQTT 5, 3.3.2.3). */
export type MessageProperties = {
  readonly payloadFormatIndicator?: boolean;
  readonly messageExpiryInterval?: number;
  readonly contentType?: string;
  readonly responseTopic?: string;
  readonly correlationData?: Uint8Array;
  /** Which of our subscriptions it was delivered for; several where the broker joins them. */
  readonly subscriptionIdentifier?: number | readonly number[];
  readonly userProperties?: Readonly<Record<string, string | readonly string[]>>;
};

/** What a PUBLISH packet tells about this delivery of a message, not about the message. */
export type DeliveryFlags = {
  /** It may have been delivered before (MQTT 5, 3.3.1.1). */
  readonly dup: boolean;
  /** The packet identifier of QoS 1 and 2. */
  readonly messageId?: number | undefined;
};

/** One application message, as it came from a broker. */
export type Message = {
  /** The topic name, unaltered: hostile text until it has passed `printable`. */
  readonly topic: string;
  /** The payload. It may be a slice of a network chunk: copy it to keep it. */
  readonly payload: Uint8Array;
  readonly qos: QoS;
  /** The RETAIN flag as delivered. Without "retain as published" brokers set it on stored messages only. */
  readonly retain: boolean;
  readonly properties?: MessageProperties | undefined;
  /** When it was received, in ms since the epoch, by our clock. */
  readonly receivedAt: number;
};
