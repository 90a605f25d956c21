import type { Message, MessageProperties, UserProperties } from '../mqtt/message.ts';
import { jsonText } from './json.ts';
import { strftime } from './strftime.ts';

/** A string of JSON, in latin1: bytes that are no UTF-8 are handed on as they are, as `mosquitto_sub` does. */
const quoted = (bytes: Uint8Array): string => JSON.stringify(Buffer.from(bytes).toString('latin1'));

const quotedText = (text: string): string => quoted(Buffer.from(text));

/** The names that `mosquitto_sub` uses for properties, and how it shows them. */
const shown: Readonly<Record<string, readonly [string, (value: never) => string]>> = {
  contentType: ['content-type', quotedText],
  responseTopic: ['response-topic', quotedText],
  correlationData: ['correlation-data', quoted],
  payloadFormatIndicator: ['payload-format-indicator', (value: boolean) => (value ? '1' : '0')],
  messageExpiryInterval: ['message-expiry-interval', String],
  subscriptionIdentifier: [
    'subscription-identifier',
    (value: number | readonly number[]) => String([value].flat()[0]),
  ],
  userProperties: [
    'user-properties',
    (pairs: UserProperties) => `{${pairs.map((pair) => pair.map(quotedText).join(':')).join(',')}}`,
  ],
};

const properties = (given: MessageProperties | undefined): readonly string[] => {
  const members = Object.entries(given ?? {}).flatMap(([name, value]) => {
    const row = Object.hasOwn(shown, name) ? shown[name] : undefined;
    return row === undefined ? [] : [`"${row[0]}":${row[1](value as never)}`];
  });
  return members.length === 0 ? [] : [`"properties":{${members.join(',')}}`];
};

/** ISO 8601 with microseconds, as in `mosquitto_sub`; the clock counts only milliseconds. */
const timestamp = (date: Date): string =>
  `${strftime('F', date)}T${strftime('T', date)}.${String(date.getMilliseconds()).padStart(3, '0')}000${strftime('z', date)}`;

/** A payload as JSON: its own text, for rewritten it would lose digits, order and duplicates. */
const asJson = (payload: Uint8Array): string | undefined => {
  const text = jsonText(payload);
  return text && Buffer.from(text).toString('latin1');
};

/**
 * The JSON of `mosquitto_sub`'s `%j`, with the payload as text, or of its `%J`, with the payload as it
 * was sent; `undefined` if that is not JSON. An empty payload is null.
 */
export const messageJson = (
  message: Message,
  messageId: number,
  payloadAs: 'text' | 'json',
): Buffer | undefined => {
  const { topic, payload, qos, retain } = message;
  const read = payloadAs === 'text' ? quoted : asJson;
  const last = payload.length === 0 ? 'null' : read(payload);
  if (last === undefined) return undefined;
  const members = [
    `"tst":"${timestamp(new Date(message.receivedAt))}"`,
    `"topic":${quotedText(topic)}`,
    `"qos":${qos}`,
    `"retain":${retain ? 1 : 0}`,
    `"payloadlen":${payload.length}`,
    ...(qos > 0 ? [`"mid":${messageId}`] : []),
    ...properties(message.properties),
    `"payload":${last}`,
  ];
  return Buffer.from(`{${members.join(',')}}`, 'latin1');
};
