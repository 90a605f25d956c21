import type { Message, MessageProperties, QoS } from '../mqtt/message.ts';

/** A message that owns its memory and is no larger than the payload limit. */
export type KeptMessage = {
  /** Counts up over all recorded messages: tells which came first. */
  readonly sequence: number;
  readonly topic: string;
  /** At most the payload limit; `size` tells how long the payload was. */
  readonly payload: Uint8Array;
  readonly size: number;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties?: MessageProperties;
  readonly receivedAt: number;
};

/** What a kept message costs beside its payload, about, in bytes. */
const overhead = 200;

/** Bytes that are left of a payload for the tree. */
const remains = 32;

/** Where to cut so that no UTF-8 character is torn: text that was cut is still text. */
const cutAt = (payload: Uint8Array, limit: number): number => {
  let end = limit;
  while (end > limit - 4 && end > 0 && ((payload[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return ((payload[end] ?? 0) & 0xc0) === 0x80 ? limit : end;
};

const copyOf = (bytes: Uint8Array, end = bytes.length): Uint8Array =>
  Uint8Array.prototype.slice.call(bytes, 0, end);

const copyProperties = (properties: MessageProperties): MessageProperties =>
  properties.correlationData === undefined
    ? properties
    : { ...properties, correlationData: copyOf(properties.correlationData) };

const propertiesCost = (properties: MessageProperties): number => {
  const { correlationData, ...rest } = properties;
  return JSON.stringify(rest).length * 2 + (correlationData?.length ?? 0);
};

/** Copies a message: what the client library hands out is a slice that would keep a whole network chunk alive. */
export const keep = (message: Message, sequence: number, payloadLimit: number): KeptMessage => {
  const { payload, properties } = message;
  return {
    sequence,
    topic: message.topic,
    payload: copyOf(
      payload,
      payload.length <= payloadLimit ? undefined : cutAt(payload, payloadLimit),
    ),
    size: payload.length,
    qos: message.qos,
    retain: message.retain,
    ...(properties === undefined ? {} : { properties: copyProperties(properties) }),
    receivedAt: message.receivedAt,
  };
};

/** What is left of a message for the tree when its history had to go: enough for one short value. */
export const remainsOf = (message: KeptMessage): KeptMessage => {
  const { sequence, topic, payload, size, qos, retain, receivedAt } = message;
  const start = copyOf(payload, Math.min(payload.length, cutAt(payload, remains)));
  return { sequence, topic, payload: start, size, qos, retain, receivedAt };
};

/** About how much memory a kept message takes, in bytes. */
export const costOf = (message: KeptMessage): number =>
  message.payload.length +
  overhead +
  (message.properties === undefined ? 0 : propertiesCost(message.properties));
