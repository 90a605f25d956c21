import type { Message, MessageProperties, QoS } from '../mqtt/message.ts';

/** What a kept message costs beside its payload, about, in bytes. */
const overhead = 200;

/** Bytes that are left of a payload for the tree when its history had to go: one short value. */
const remains = 32;

/** Where to cut so that no UTF-8 character is torn: text that was cut is still text. */
const cutAt = (payload: Uint8Array, limit: number): number => {
  if (payload.length <= limit) return payload.length;
  let end = limit;
  while (end > limit - 4 && end > 0 && ((payload[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return ((payload[end] ?? 0) & 0xc0) === 0x80 ? limit : end;
};

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const copyProperties = (properties: MessageProperties): MessageProperties =>
  properties.correlationData === undefined
    ? properties
    : { ...properties, correlationData: Uint8Array.from(properties.correlationData) };

const propertiesCost = (properties: MessageProperties): number => {
  const { correlationData, ...rest } = properties;
  return JSON.stringify(rest).length * 2 + (correlationData?.length ?? 0);
};

/**
 * A message that owns its memory and is no larger than the payload limit. The bytes are kept as a
 * string of one-byte characters: a small array buffer would take ten times the room, and what the
 * client library hands out is a slice that would keep a whole network chunk alive.
 */
export class KeptMessage {
  /** Counts up over all recorded messages: tells which came first. */
  readonly sequence: number;
  readonly topic: string;
  /** How long the payload was; `payload` may be shorter. */
  readonly size: number;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties: MessageProperties | undefined;
  readonly receivedAt: number;
  readonly #bytes: string;

  constructor(message: Omit<KeptMessage, 'keptSize' | 'payload'>, bytes: string) {
    this.sequence = message.sequence;
    this.topic = message.topic;
    this.size = message.size;
    this.qos = message.qos;
    this.retain = message.retain;
    this.properties = message.properties;
    this.receivedAt = message.receivedAt;
    this.#bytes = bytes;
  }

  /** The bytes that were kept, made anew at each call. */
  get payload(): Uint8Array {
    return Buffer.from(this.#bytes, 'latin1');
  }

  /** How many bytes of the payload were kept. */
  get keptSize(): number {
    return this.#bytes.length;
  }
}

/** Copies what is to be kept of a message. `topic` is the tree's own text of the topic name. */
export const keep = (
  message: Message,
  sequence: number,
  payloadLimit: number,
  topic = message.topic,
): KeptMessage => {
  const { payload, properties, qos, retain, receivedAt } = message;
  return new KeptMessage(
    {
      sequence,
      topic,
      size: payload.length,
      qos,
      retain,
      properties: properties === undefined ? undefined : copyProperties(properties),
      receivedAt,
    },
    asBuffer(payload).toString('latin1', 0, cutAt(payload, payloadLimit)),
  );
};

/** What is left of a message for the tree when its history had to go: enough for one short value. */
export const remainsOf = (message: KeptMessage): KeptMessage => {
  const { sequence, topic, size, qos, retain, receivedAt, payload } = message;
  return new KeptMessage(
    { sequence, topic, size, qos, retain, receivedAt, properties: undefined },
    asBuffer(payload).toString('latin1', 0, cutAt(payload, remains)),
  );
};

/** About how much memory a kept message takes, in bytes. */
export const costOf = (message: KeptMessage): number =>
  message.keptSize +
  overhead +
  (message.properties === undefined ? 0 : propertiesCost(message.properties));
