import { isoTime } from '../../../format/time.ts';
import { floatText } from './float-text.ts';
import { sentText, sentValue } from './sent-text.ts';
import { numberValue, type Value, type ValueBudget } from '../../value.ts';

const float = (value: number, bytes: 4 | 8): Value => ({
  kind: 'number',
  text: floatText(value, bytes),
});

/** A time in ms since the epoch, with the time that it is. */
export const dateTime = (text: string): Value => {
  const time = isoTime(Number(text));
  const number: Value = { kind: 'number', text };
  return time === undefined ? number : { kind: 'tag', tag: time, value: number };
};

type Item = { readonly size: number; readonly read: (bytes: Buffer, at: number) => Value };

/** Arrays of items of one size, the least significant byte first (Sparkplug 3.0, 6.4.17). */
const packed: ReadonlyMap<string, Item> = new Map<string, Item>([
  ['Int8Array', { size: 1, read: (bytes, at) => numberValue(bytes.readInt8(at)) }],
  ['Int16Array', { size: 2, read: (bytes, at) => numberValue(bytes.readInt16LE(at)) }],
  ['Int32Array', { size: 4, read: (bytes, at) => numberValue(bytes.readInt32LE(at)) }],
  ['Int64Array', { size: 8, read: (bytes, at) => numberValue(bytes.readBigInt64LE(at)) }],
  ['UInt8Array', { size: 1, read: (bytes, at) => numberValue(bytes.readUInt8(at)) }],
  ['UInt16Array', { size: 2, read: (bytes, at) => numberValue(bytes.readUInt16LE(at)) }],
  ['UInt32Array', { size: 4, read: (bytes, at) => numberValue(bytes.readUInt32LE(at)) }],
  ['UInt64Array', { size: 8, read: (bytes, at) => numberValue(bytes.readBigUInt64LE(at)) }],
  ['FloatArray', { size: 4, read: (bytes, at) => float(bytes.readFloatLE(at), 4) }],
  ['DoubleArray', { size: 8, read: (bytes, at) => float(bytes.readDoubleLE(at), 8) }],
  ['DateTimeArray', { size: 8, read: (bytes, at) => dateTime(String(bytes.readBigUInt64LE(at))) }],
]);

function* indexes(count: number): Generator<number> {
  for (let index = 0; index < count; index += 1) yield index;
}

function* textStarts(bytes: Buffer): Generator<number> {
  for (let start = 0; start < bytes.length; start = bytes.indexOf(0, start) + 1) yield start;
}

/** The number of bits in 4 bytes, then the bits, the most significant one of each byte first. */
const booleans = (bytes: Buffer, budget: ValueBudget): Value | undefined => {
  const count = bytes.length < 4 ? -1 : bytes.readUInt32LE();
  if (bytes.length !== 4 + Math.ceil(count / 8)) return undefined;
  return budget.list(indexes(count), (index) => ({
    kind: 'boolean',
    value: (((bytes[4 + (index >> 3)] ?? 0) >> (7 - (index & 7))) & 1) === 1,
  }));
};

/** Texts, each of which ends with a zero byte. */
const strings = (bytes: Buffer, budget: ValueBudget): Value | undefined => {
  if (bytes.length > 0 && bytes.at(-1) !== 0) return undefined;
  return budget.list(textStarts(bytes), (start) =>
    sentValue(sentText(bytes, start, bytes.indexOf(0, start))),
  );
};

/** What the bytes of a metric with an array datatype hold; `undefined` if they do not fit it. */
const arrayIn = (bytes: Buffer, datatype: string, budget: ValueBudget): Value | undefined => {
  if (datatype === 'BooleanArray') return booleans(bytes, budget);
  if (datatype === 'StringArray') return strings(bytes, budget);
  const item = packed.get(datatype);
  if (item === undefined || bytes.length % item.size !== 0) return undefined;
  const { size, read } = item;
  return budget.list(indexes(bytes.length / size), (index) => read(bytes, index * size));
};

/** The bytes of a metric as its datatype says: a list for arrays; marked if they do not fit it. */
export const bytesAs = (datatype: string, bytes: Uint8Array, budget: ValueBudget): Value => {
  const value: Value = { kind: 'bytes', bytes };
  if (!datatype.endsWith('Array')) return value;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return arrayIn(buffer, datatype, budget) ?? { kind: 'tag', tag: 'malformed', value };
};
