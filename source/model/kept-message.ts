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

/** Copies a message: what the client library hands out is a slice that would keep a whole network chunk alive. */
export const keep = (message: Message, sequence: number, payloadLimit: number): KeptMessage => ({
  sequence,
  topic: message.topic,
  payload: Uint8Array.prototype.slice.call(message.payload, 0, payloadLimit),
  size: message.payload.length,
  qos: message.qos,
  retain: message.retain,
  ...(message.properties === undefined ? {} : { properties: message.properties }),
  receivedAt: message.receivedAt,
});

/** About how much memory a kept message takes, in bytes. */
export const costOf = (message: KeptMessage): number => message.payload.length + overhead;
