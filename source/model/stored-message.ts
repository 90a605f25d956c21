import type { MessageProperties, QoS } from '../mqtt/message.ts';

/** A message as it was stored: its payload may be shorter than the one received. */
export type StoredMessage = {
  /** Counts up over all recorded messages: tells which came first. */
  readonly sequence: number;
  readonly topic: string;
  /** A copy of the bytes that were kept. */
  readonly payload: Buffer;
  /** How long the payload was when it came. */
  readonly size: number;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties: MessageProperties | undefined;
  /** When it was received, in ms since the epoch. */
  readonly receivedAt: number;
};

/** Bytes that are left of a payload for the tree when its history had to go: one short value. */
const remains = 32;

/** Where to cut so that no UTF-8 character is torn: text that was cut is still text. */
export const cutAt = (payload: Uint8Array, limit: number): number => {
  if (payload.length <= limit) return payload.length;
  let end = limit;
  while (end > limit - 4 && end > 0 && ((payload[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return ((payload[end] ?? 0) & 0xc0) === 0x80 ? limit : end;
};

/** What is left of a topic's last message when its history had to go. */
export const remainsOf = (message: StoredMessage): StoredMessage => {
  const end = cutAt(message.payload, remains);
  // Not from the shared pool, of which a few bytes would keep a large piece alive.
  const payload = Buffer.allocUnsafeSlow(end);
  payload.set(message.payload.subarray(0, end));
  return { ...message, payload, properties: undefined };
};
