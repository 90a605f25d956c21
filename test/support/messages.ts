import { RecordContent } from '../../source/model/record-content.ts';
import type { Message } from '../../source/mqtt/message.ts';

/** A message as it comes from a broker, with defaults for what a test does not care about. */
export const aMessage = (
  topic: string,
  payload: string | Uint8Array = '',
  rest: Partial<Message> = {},
): Message => ({
  topic,
  payload: typeof payload === 'string' ? Buffer.from(payload) : payload,
  qos: 0,
  retain: false,
  receivedAt: 0,
  ...rest,
});

/** The same as the store takes it. */
export const aContent = (
  payload: string | Uint8Array = '',
  rest: Partial<Message> = {},
): RecordContent => new RecordContent().ofMessage(aMessage('', payload, rest));
