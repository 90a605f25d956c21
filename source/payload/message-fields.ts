import type { Message } from '../mqtt/message.ts';
import { ByteWriter } from './byte-writer.ts';
import { addMessageJson } from './message-json.ts';
import { prettyLine } from './value-text.ts';
import { strftime } from './strftime.ts';
import { timeText } from './time-text.ts';

/** Flags, field width and maximum width of a conversion, as in `%-10.5t`. */
export type FieldShape = {
  readonly isLeft: boolean;
  readonly isZero: boolean;
  /** 0 for none. */
  readonly width: number;
  readonly maximum: number | undefined;
};

/** What the fields of a message are written from. */
export type FieldSource = {
  readonly message: Message;
  /** The packet identifier; 0 with QoS 0. */
  readonly messageId: number;
  /** All text and bytes from outside pass through it, if there is one. */
  readonly gate?: ((bytes: Buffer) => Buffer) | undefined;
  /** The payload decoded, if that is wanted. */
  readonly decoded?: Buffer | undefined;
  /** Whether JSON is laid out over several lines. */
  readonly isPretty?: boolean;
  /** Called when the payload should be JSON but is not. */
  readonly onNoJson: (topic: string) => void;
};

type Field = (source: FieldSource, shape: FieldShape) => Buffer;

/** Adds a field without a width, from a source without a gate, as most are: nothing is copied twice. */
type PlainField = (source: FieldSource, into: ByteWriter) => void;

const nothing = Buffer.alloc(0);
const asIs = (bytes: Buffer): Buffer => bytes;
const fill = (count: number, isZero: boolean): Buffer =>
  count > 0 ? Buffer.alloc(count, isZero ? '0' : ' ') : nothing;

/** Widths count bytes, as they do in C. */
const aligned = (bytes: Buffer, { isLeft, width }: FieldShape, isZero = false): Buffer =>
  isLeft
    ? Buffer.concat([bytes, fill(width - bytes.length, false)])
    : Buffer.concat([fill(width - bytes.length, isZero), bytes]);

const text = (
  value: string | undefined,
  { gate = asIs }: FieldSource,
  shape: FieldShape,
): Buffer => {
  if (value === undefined) return fill(shape.width, false);
  const bytes = Buffer.from(value);
  return aligned(gate(bytes.subarray(0, shape.maximum ?? bytes.length)), shape);
};

const number = (value: number | undefined, shape: FieldShape): Buffer =>
  value === undefined
    ? fill(shape.width, shape.isZero)
    : aligned(Buffer.from(String(value)), shape, shape.isZero);

/** A field width limits the payload too; hexadecimal digits are never cut within a byte. */
const payload = (
  { message, decoded, gate = asIs }: FieldSource,
  shape: FieldShape,
  encode?: (bytes: Buffer) => string,
): Buffer => {
  const all = Buffer.from(message.payload);
  const { width, isZero } = shape;
  if (encode === undefined) {
    const shown = decoded ?? all;
    const bytes = width > 0 ? shown.subarray(0, width) : shown;
    return aligned(gate(bytes), shape, isZero);
  }
  const count = width > 0 ? Math.floor(Math.min(all.length, width) / 2) : all.length;
  return aligned(Buffer.from(encode(all.subarray(0, count))), shape, isZero);
};

const plainJson =
  (payloadAs: 'text' | 'json'): PlainField =>
  ({ message, messageId, isPretty, onNoJson }, into) => {
    const { length } = into;
    if (!addMessageJson(message, messageId, payloadAs, into)) onNoJson(message.topic);
    else if (isPretty === true) {
      const line = Buffer.from(into.bytes.subarray(length, into.length));
      into.length = length;
      into.add(prettyLine(line));
    }
  };

const json =
  (payloadAs: 'text' | 'json'): Field =>
  (source) => {
    const { gate = asIs } = source;
    const line = new ByteWriter(1024);
    plainJson(payloadAs)(source, line);
    return line.length === 0 ? nothing : gate(line.take());
  };

const userProperties: Field = ({ message, gate = asIs }) =>
  gate(
    Buffer.from(
      (message.properties?.userProperties ?? [])
        .map(([name, value]) => `${name}:${value}`)
        .join(' '),
    ),
  );

const isoTime = timeText((at) => {
  const date = new Date(at);
  return `${strftime('F', date)}T${strftime('T', date)}${strftime('z', date)}`;
});

/** Nanoseconds of the second; the clock counts only milliseconds. */
export const nanoseconds = (date: Date): string =>
  String(date.getMilliseconds() * 1_000_000).padStart(9, '0');

const unixTime = timeText((at) => {
  const date = new Date(at);
  return `${strftime('s', date)}.${nanoseconds(date)}`;
});

const flag = (value: boolean | undefined): number | undefined =>
  value === undefined ? undefined : Number(value);

/** The conversions of `mosquitto_sub -F`, by their letters. */
export const messageFields: Readonly<Record<string, Field>> = {
  '%': () => Buffer.from('%'),
  // Brokers send topic aliases only to clients that ask for them.
  A: (_, shape) => number(undefined, shape),
  C: (source, shape) => text(source.message.properties?.contentType, source, shape),
  D: ({ message, gate = asIs }) =>
    gate(Buffer.from(message.properties?.correlationData ?? nothing)),
  E: ({ message }, shape) => number(message.properties?.messageExpiryInterval, shape),
  F: ({ message }, shape) => number(flag(message.properties?.payloadFormatIndicator), shape),
  I: (source, shape) => text(isoTime(source.message.receivedAt), source, shape),
  j: json('text'),
  J: json('json'),
  l: ({ message }, shape) => number(message.payload.length, shape),
  m: ({ messageId }, shape) => number(messageId, shape),
  p: (source, shape) => payload(source, shape),
  P: userProperties,
  q: ({ message }) => Buffer.from(String(message.qos)),
  r: ({ message }) => Buffer.from(message.retain ? '1' : '0'),
  R: (source, shape) => {
    const topic = source.message.properties?.responseTopic;
    // Without one, mosquitto_sub leaves out the padding as well.
    return topic === undefined ? nothing : text(topic, source, shape);
  },
  S: ({ message }, shape) => number([message.properties?.subscriptionIdentifier].flat()[0], shape),
  t: (source, shape) => text(source.message.topic, source, shape),
  U: ({ message }) => Buffer.from(unixTime(message.receivedAt)),
  x: (source, shape) => payload(source, shape, (bytes) => bytes.toString('hex')),
  X: (source, shape) => payload(source, shape, (bytes) => bytes.toString('hex').toUpperCase()),
};

/** The conversions that most formats are made of. */
export const plainFields: Readonly<Record<string, PlainField>> = {
  j: plainJson('text'),
  J: plainJson('json'),
  p: ({ message, decoded }, into) => into.add(decoded ?? message.payload),
  t: ({ message }, into) => into.addText(message.topic),
};
