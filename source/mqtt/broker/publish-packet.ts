import type { QoS } from '../message.ts';

/** A message to be sent to a client. */
export type OutgoingMessage = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  readonly retain: boolean;
  /** For QoS 1 and 2. */
  readonly messageId: number;
};

const word = (value: number): [number, number] => [value >> 8, value & 0xff];

/** A number in 7 bits a byte, the lowest first (3.1.1, 2.2.3). */
const remainingLength = (length: number): number[] =>
  length < 0x80
    ? [length]
    : [(length & 0x7f) | 0x80, ...remainingLength(Math.floor(length / 0x80))];

/** A PUBLISH that is sent for the first time (3.1.1, 3.3). */
export const publishPacket = (message: OutgoingMessage): Buffer => {
  const { payload, qos } = message;
  const topic = Buffer.from(message.topic);
  const identifier = qos === 0 ? [] : word(message.messageId);
  const length = 2 + topic.length + identifier.length + payload.length;
  const header = 0x30 | (qos << 1) | (message.retain ? 1 : 0);
  return Buffer.concat([
    Buffer.from([header, ...remainingLength(length), ...word(topic.length)]),
    topic,
    Buffer.from(identifier),
    payload,
  ]);
};
