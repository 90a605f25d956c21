import type { MessageProperties, QoS } from '../mqtt/message.ts';

/** A message as it was stored: its payload may be shorter than the one received. */
export type StoredMessage = {
  /** Counts up over all recorded messages, in order of arrival. */
  readonly sequence: number;
  readonly topic: string;
  /** A copy of the bytes that were kept. */
  readonly payload: Buffer;
  /** The size of the whole payload as received, bytes. */
  readonly size: number;
  readonly qos: QoS;
  readonly retain: boolean;
  readonly properties: MessageProperties | undefined;
  /** When it was received, ms since the epoch. */
  readonly receivedAt: number;
  /** Whether it had properties that are not kept. */
  readonly lacksProperties?: true;
};

/** How many bytes of a payload remain for the tree once its history is evicted: one short value. */
const remains = 32;

const isContinuation = (byte = 0): boolean => (byte & 0xc0) === 0x80;

/**
 * Where to cut a payload that ends at `end` after at most `limit` bytes, without splitting a UTF-8 character:
 * truncated text is still text.
 */
export const cutAt = (bytes: Uint8Array, start: number, end: number, limit: number): number => {
  if (end - start <= limit) return end;
  let cut = start + limit;
  while (cut > start + limit - 4 && cut > start && isContinuation(bytes[cut])) cut -= 1;
  return isContinuation(bytes[cut]) ? start + limit : cut;
};

/** What remains of a topic's last message once its history is evicted. */
export const remainsOf = (message: StoredMessage): StoredMessage => {
  const end = cutAt(message.payload, 0, message.payload.length, remains);
  // Not from the shared pool, where a few bytes would keep a large chunk alive.
  const payload = Buffer.allocUnsafeSlow(end);
  payload.set(message.payload.subarray(0, end));
  const { subscriptionIdentifier: _, ...sent } = message.properties ?? {};
  const lacks = Object.keys(sent).length > 0 ? ({ lacksProperties: true } as const) : {};
  return { ...message, payload, properties: undefined, ...lacks };
};
