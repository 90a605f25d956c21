import type { Message, MessageProperties, QoS } from '../mqtt/message.ts';
import { ByteWriter } from './byte-writer.ts';
import { timeText } from './time-text.ts';
import { addJsonText, addJsonUtf8, harmlessJson } from './write-json-string.ts';

/** A message with the DUP flag of its delivery. */
export type LineMessage = Message & { readonly dup?: boolean };

/** How a line begins. */
const lineStart = timeText((at) => `{"time":"${new Date(at).toISOString()}","topic":`);

/** Adds `name` with text if the bytes are UTF-8, otherwise `name64` with base64. */
const addBytes = (name: string, bytes: Uint8Array, into: ByteWriter): void => {
  const { length } = into;
  into.addText(`"${name}":`);
  if (addJsonUtf8(bytes, into)) return;
  into.length = length;
  into.addText(`"${name}64":"${Buffer.from(bytes).toString('base64')}"`);
};

const addProperties = (properties: MessageProperties, into: ByteWriter): void => {
  const { correlationData, ...rest } = properties;
  const json = harmlessJson(JSON.stringify(rest));
  if (correlationData === undefined) {
    into.addText(json);
    return;
  }
  into.addText(json === '{}' ? '{' : `${json.slice(0, -1)},`);
  addBytes('correlationData', correlationData, into);
  into.addText('}');
};

/**
 * Adds a message as one line of JSON, without the line break: `time` (ISO 8601 with ms), `topic`, `qos`,
 * `retain`, `dup` if it is true, `payload` (text) or `payload64` (base64, if it is not UTF-8), and
 * `properties` if there are any. Nothing is lost, and nothing in it can harm a terminal. `decoded` is JSON
 * for a member of that name at the end. Throws, with a part of it added, if it is too long for a string.
 */
export const addMessageLine = (message: LineMessage, into: ByteWriter, decoded?: string): void => {
  into.addText(lineStart(message.receivedAt));
  addJsonText(message.topic, into);
  into.addText(`,"qos":${message.qos},"retain":${message.retain},`);
  if (message.dup === true) into.addText('"dup":true,');
  addBytes('payload', message.payload, into);
  if (message.properties !== undefined) {
    into.addText(',"properties":');
    addProperties(message.properties, into);
  }
  if (decoded !== undefined) into.addText(`,"decoded":${harmlessJson(decoded)}`);
  into.addText('}');
};

/** The line as a text. */
export const encodeMessageLine = (message: LineMessage, decoded?: string): string => {
  const line = new ByteWriter(1024);
  addMessageLine(message, line, decoded);
  return line.take().toString();
};

/** A line that is not a message; the message says what is wrong with it. */
export class MessageLineError extends Error {
  override name = 'MessageLineError';
}

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (what: string): MessageLineError => new MessageLineError(what);

/** Does not match groups of four: in a payload of several MiB there are too many to backtrack through. */
const isBase64 = (text: string): boolean =>
  text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);

const readBytes = (members: Members, name: string): Uint8Array | undefined => {
  const text = members[name];
  const encoded = members[`${name}64`];
  if (text !== undefined && encoded !== undefined)
    throw wrong(`"${name}" and "${name}64" cannot be used together.`);
  if (typeof text === 'string') return Buffer.from(text);
  if (typeof encoded === 'string' && isBase64(encoded)) return Buffer.from(encoded, 'base64');
  if (text !== undefined) throw wrong(`"${name}" must be text; other bytes go in "${name}64".`);
  if (encoded !== undefined) throw wrong(`"${name}64" is base64.`);
  return undefined;
};

const isIdentifier = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) > 0;

const isUserProperty = (pair: unknown): boolean =>
  Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string');

/** What each property must be. */
const checks: Readonly<Record<string, readonly [string, (value: unknown) => boolean]>> = {
  payloadFormatIndicator: ['true or false', (value) => typeof value === 'boolean'],
  messageExpiryInterval: [
    'a number of seconds',
    (value) => Number.isInteger(value) && (value as number) >= 0,
  ],
  contentType: ['text', (value) => typeof value === 'string'],
  responseTopic: ['text', (value) => typeof value === 'string'],
  subscriptionIdentifier: [
    'a positive number or a list of them',
    (value) => isIdentifier(value) || (Array.isArray(value) && value.every(isIdentifier)),
  ],
  userProperties: [
    'a list of pairs of strings',
    (value) => Array.isArray(value) && value.every(isUserProperty),
  ],
};

const readProperties = (members: unknown): MessageProperties => {
  if (!isObject(members)) throw wrong('"properties" must be an object.');
  const correlationData = readBytes(members, 'correlationData');
  const read: Record<string, unknown> = {};
  for (const [name, [what, passes]] of Object.entries(checks)) {
    const value = members[name];
    if (value === undefined) continue;
    if (!passes(value)) throw wrong(`"${name}" must be ${what}.`);
    read[name] = value;
  }
  return { ...read, ...(correlationData === undefined ? {} : { correlationData }) };
};

const parseObject = (line: string): Members => {
  try {
    const value: unknown = JSON.parse(line);
    if (isObject(value)) return value;
  } catch {
    // Reported below.
  }
  throw wrong('This is not a JSON object.');
};

/** The farthest time from the epoch, in ms: a year less than a `Date` can hold. */
const latestTime = 8.64e15 - 366 * 86_400_000;

/** Parses a line that `encodeMessageLine` or a person has written. Throws `MessageLineError`. */
export const decodeMessageLine = (line: string): LineMessage => {
  const members = parseObject(line);
  const { time, topic, qos = 0, retain = false, dup = false, properties } = members;
  const receivedAt = typeof time === 'string' ? Date.parse(time) : Number.NaN;
  // A chart needs room for dates around it.
  if (!(Math.abs(receivedAt) <= latestTime))
    throw wrong('"time" must be a date and time, such as "2026-11-22T21:03:04.567Z".');
  if (typeof topic !== 'string') throw wrong('"topic" is text.');
  if (qos !== 0 && qos !== 1 && qos !== 2) throw wrong('"qos" is 0, 1 or 2.');
  if (typeof retain !== 'boolean') throw wrong('"retain" must be true or false.');
  if (typeof dup !== 'boolean') throw wrong('"dup" must be true or false.');
  const payload = readBytes(members, 'payload');
  if (payload === undefined) throw wrong('It has neither "payload" nor "payload64".');
  return {
    receivedAt,
    topic,
    qos: qos satisfies QoS,
    retain,
    ...(dup ? { dup } : {}),
    payload,
    ...(properties === undefined ? {} : { properties: readProperties(properties) }),
  };
};
