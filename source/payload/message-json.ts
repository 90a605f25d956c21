import type { Message, MessageProperties, UserProperties } from '../mqtt/message.ts';
import { jsonText } from './json.ts';
import type { ByteWriter } from './byte-writer.ts';
import { strftime } from './strftime.ts';
import { timeText } from './time-text.ts';
import { addRawJsonBytes, addRawJsonText } from './write-json-string.ts';

type Add<Value> = (value: Value, into: ByteWriter) => void;

const addUserProperties: Add<UserProperties> = (pairs, into) => {
  into.addText('{');
  pairs.forEach(([name, value], index) => {
    if (index > 0) into.addText(',');
    addRawJsonText(name, into);
    into.addText(':');
    addRawJsonText(value, into);
  });
  into.addText('}');
};

/** The names that `mosquitto_sub` uses for properties, and how it shows them. */
const shown: Readonly<Record<string, readonly [string, Add<never>]>> = {
  contentType: ['content-type', addRawJsonText],
  responseTopic: ['response-topic', addRawJsonText],
  correlationData: ['correlation-data', addRawJsonBytes],
  payloadFormatIndicator: [
    'payload-format-indicator',
    (value: boolean, into) => into.addText(value ? '1' : '0'),
  ],
  messageExpiryInterval: [
    'message-expiry-interval',
    (value: number, into) => into.addText(String(value)),
  ],
  subscriptionIdentifier: [
    'subscription-identifier',
    (value: number | readonly number[], into) => into.addText(String([value].flat()[0])),
  ],
  userProperties: ['user-properties', addUserProperties],
};

const addProperties: Add<MessageProperties> = (properties, into) => {
  let start = ',"properties":{';
  for (const [name, value] of Object.entries(properties)) {
    const row = Object.hasOwn(shown, name) ? shown[name] : undefined;
    if (row === undefined) continue;
    into.addText(`${start}"${row[0]}":`);
    row[1](value as never, into);
    start = ',';
  }
  if (start === ',') into.addText('}');
};

/** How the JSON begins: ISO 8601 with microseconds, as in `mosquitto_sub`; the clock counts only milliseconds. */
const jsonStart = timeText((at) => {
  const date = new Date(at);
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  return `{"tst":"${strftime('F', date)}T${strftime('T', date)}.${milliseconds}000${strftime('z', date)}","topic":`;
});

/** Adds a payload as JSON: its own text, for rewritten it would lose digits, order and duplicates. Returns whether it is JSON. */
const addAsJson = (payload: Uint8Array, into: ByteWriter): boolean => {
  const text = jsonText(payload);
  if (text !== undefined) into.addText(text);
  return text !== undefined;
};

/**
 * Adds the JSON of `mosquitto_sub`'s `%j`, with the payload as text, or of its `%J`, with the payload as
 * it was sent; adds nothing and returns `false` if that is not JSON. An empty payload is null.
 */
export const addMessageJson = (
  message: Message,
  messageId: number,
  payloadAs: 'text' | 'json',
  into: ByteWriter,
): boolean => {
  const { topic, payload, qos, retain } = message;
  const { length } = into;
  into.addText(jsonStart(message.receivedAt));
  addRawJsonText(topic, into);
  into.addText(`,"qos":${qos},"retain":${retain ? 1 : 0},"payloadlen":${payload.length}`);
  if (qos > 0) into.addText(`,"mid":${messageId}`);
  if (message.properties !== undefined) addProperties(message.properties, into);
  into.addText(',"payload":');
  if (payload.length === 0) into.addText('null');
  else if (payloadAs === 'text') addRawJsonBytes(payload, into);
  else if (!addAsJson(payload, into)) {
    into.length = length;
    return false;
  }
  into.addText('}');
  return true;
};
