import { isoTimeOf } from '../../../format/time.ts';
import { numberValue, textValue, type Value } from '../../value.ts';
import type { ByteReader } from './byte-reader.ts';
import { type Part, valueTree } from './value-tree.ts';

const list = (count: number): Part => ({ kind: 'opening', of: 'list', count });

const map = (count: number): Part => ({ kind: 'opening', of: 'map', count });

const bytes = (held: Uint8Array): Value => ({ kind: 'bytes', bytes: held });

/** The type of extension that is a time. */
const timestamp = -1;

const secondsOf64 = 0x3_ff_ff_ff_ffn;

/** The time that the 4, 8 or 12 bytes of a timestamp stand for; `undefined` if they stand for none. */
const timeIn = (data: Buffer): string | undefined => {
  if (data.length === 4) return isoTimeOf(BigInt(data.readUInt32BE()), 0);
  if (data.length === 12) return isoTimeOf(data.readBigInt64BE(4), data.readUInt32BE());
  if (data.length !== 8) return undefined;
  const both = data.readBigUInt64BE();
  return isoTimeOf(both & secondsOf64, Number(both >> 34n));
};

/** An extension; `size` of its data in bytes. */
const extension = (reader: ByteReader, size: number): Value => {
  const type = reader.signed(1);
  const data = reader.bytes(size);
  const time = type === timestamp ? timeIn(data) : undefined;
  return time === undefined
    ? { kind: 'tag', tag: `extension ${type}`, value: bytes(data) }
    : { kind: 'tag', tag: 'timestamp', value: textValue(time) };
};

/** What begins with a byte from c0 to df (Formats, in the specification of MessagePack). */
const formats: readonly (((reader: ByteReader) => Part) | undefined)[] = [
  /* c0 */ () => ({ kind: 'null' }),
  /* c1 */ undefined,
  /* c2 */ () => ({ kind: 'boolean', value: false }),
  /* c3 */ () => ({ kind: 'boolean', value: true }),
  /* c4 */ (reader) => bytes(reader.bytes(reader.unsigned(1))),
  /* c5 */ (reader) => bytes(reader.bytes(reader.unsigned(2))),
  /* c6 */ (reader) => bytes(reader.bytes(reader.unsigned(4))),
  /* c7 */ (reader) => extension(reader, reader.unsigned(1)),
  /* c8 */ (reader) => extension(reader, reader.unsigned(2)),
  /* c9 */ (reader) => extension(reader, reader.unsigned(4)),
  /* ca */ (reader) => reader.float(4),
  /* cb */ (reader) => reader.float(8),
  /* cc */ (reader) => numberValue(reader.unsigned(1)),
  /* cd */ (reader) => numberValue(reader.unsigned(2)),
  /* ce */ (reader) => numberValue(reader.unsigned(4)),
  /* cf */ (reader) => numberValue(reader.unsigned64()),
  /* d0 */ (reader) => numberValue(reader.signed(1)),
  /* d1 */ (reader) => numberValue(reader.signed(2)),
  /* d2 */ (reader) => numberValue(reader.signed(4)),
  /* d3 */ (reader) => numberValue(reader.signed64()),
  /* d4 */ (reader) => extension(reader, 1),
  /* d5 */ (reader) => extension(reader, 2),
  /* d6 */ (reader) => extension(reader, 4),
  /* d7 */ (reader) => extension(reader, 8),
  /* d8 */ (reader) => extension(reader, 16),
  /* d9 */ (reader) => reader.text(reader.unsigned(1)),
  /* da */ (reader) => reader.text(reader.unsigned(2)),
  /* db */ (reader) => reader.text(reader.unsigned(4)),
  /* dc */ (reader) => list(reader.unsigned(2)),
  /* dd */ (reader) => list(reader.unsigned(4)),
  /* de */ (reader) => map(reader.unsigned(2)),
  /* df */ (reader) => map(reader.unsigned(4)),
];

const partOf = (reader: ByteReader): Part => {
  const first = reader.unsigned(1);
  if (first < 0x80) return numberValue(first);
  if (first < 0x90) return map(first & 0x0f);
  if (first < 0xa0) return list(first & 0x0f);
  if (first < 0xc0) return reader.text(first & 0x1f);
  if (first >= 0xe0) return numberValue(first - 0x1_00);
  const read = formats[first - 0xc0];
  if (read === undefined) throw new Error('No value begins with this byte.');
  return read(reader);
};

/** Decodes MessagePack; throws if the bytes are something else, or more than one value. */
export const messagePackValue = (payload: Uint8Array): Value => valueTree(payload, partOf);
