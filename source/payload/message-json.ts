import type { Message, MessageProperties, UserProperties } from '../mqtt/message.ts';
import { jsonText } from './json.ts';
import { strftime } from './strftime.ts';

/** The names that `mosquitto_sub` uses for properties, and how it shows them. */
const shown: Readonly<Record<string, readonly [string, (value: never) => string]>> = {
  contentType: ['content-type', JSON.stringify],
  responseTopic: ['response-topic', JSON.stringify],
  correlationData: [
    'correlation-data',
    (value: Uint8Array) => JSON.stringify(Buffer.from(value).toString()),
  ],
  payloadFormatIndicator: ['payload-format-indicator', (value: boolean) => (value ? '1' : '0')],
  messageExpiryInterval: ['message-expiry-interval', String],
  subscriptionIdentifier: [
    'subscription-identifier',
    (value: number | readonly number[]) => String([value].flat()[0]),
  ],
  userProperties: [
    'user-properties',
    (pairs: UserProperties) =>
      `{${pairs.map((pair) => pair.map((part) => JSON.stringify(part)).join(':')).join(',')}}`,
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

/**
 * The JSON of `mosquitto_sub`'s `%j`, with the payload as text, or of its `%J`, with the payload as JSON:
 * its own text, for rewritten it would lose digits, order and duplicates; `undefined` if it is not JSON.
 */
export const messageJson = (
  message: Message,
  messageId: number,
  payloadAs: 'text' | 'json',
): string | undefined => {
  const { topic, payload, qos, retain } = message;
  const last =
    payloadAs === 'text'
      ? JSON.stringify(Buffer.from(payload).toString())
      : payload.length === 0
        ? 'null'
        : jsonText(payload);
  if (last === undefined) return undefined;
  return `{${[
    `"tst":"${timestamp(new Date(message.receivedAt))}"`,
    `"topic":${JSON.stringify(topic)}`,
    `"qos":${qos}`,
    `"retain":${retain ? 1 : 0}`,
    `"payloadlen":${payload.length}`,
    ...(qos > 0 ? [`"mid":${messageId}`] : []),
    ...properties(message.properties),
    `"payload":${last}`,
  ].join(',')}}`;
};
