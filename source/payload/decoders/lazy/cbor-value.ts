import { numberValue, type Value } from '../../value.ts';
import type { ByteReader } from './byte-reader.ts';
import { extendedTime, timeOf } from './cbor-time.ts';
import { invalidText, textOf } from './sent-text.ts';
import { type Part, valueTree } from './value-tree.ts';

/** The tag that only says that this is CBOR (RFC 8949, 3.4.6). */
const selfDescribed = '55799';

const bigNumber = (bytes: Uint8Array): bigint =>
  bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** Bignums longer than this, in bytes, are left as bytes: writing out their digits takes too long. */
const longestNumber = 512;

/** The meaning of the tags of RFC 8949 and RFC 9581, as text. */
const tagged = (tag: string, content: Value): Value => {
  if (tag === selfDescribed) return content;
  if (
    (tag === '2' || tag === '3') &&
    content.kind === 'bytes' &&
    content.bytes.length < longestNumber
  )
    return numberValue(tag === '2' ? bigNumber(content.bytes) : -1n - bigNumber(content.bytes));
  const time = tag === '1' ? timeOf(content) : tag === '1001' ? extendedTime(content) : undefined;
  return { kind: 'tag', tag: time ?? (tag === '0' ? 'time' : `tag ${tag}`), value: content };
};

/** The major types (RFC 8949, 3.1). */
const bytesType = 2;
const textType = 3;

/** In place of a length: a `break` ends it. */
const indefinite = 31;

/** The argument of a head (RFC 8949, 3). */
const argumentOf = (reader: ByteReader, information: number): number | bigint => {
  if (information < 24) return information;
  if (information === 24) return reader.unsigned(1);
  if (information === 25) return reader.unsigned(2);
  if (information === 26) return reader.unsigned(4);
  if (information === 27) return reader.unsigned64();
  throw new Error('The argument of this head is reserved.');
};

const countOf = (reader: ByteReader, information: number): number =>
  information === indefinite ? Infinity : Number(argumentOf(reader, information));

/** The chunks of a string, each of which has a length, up to the break. */
const chunks = (reader: ByteReader, type: number): Buffer => {
  const found: Buffer[] = [];
  for (let head = reader.unsigned(1); head !== 0xff; head = reader.unsigned(1)) {
    if (head >> 5 !== type) throw new Error('A chunk of a string is of another type.');
    found.push(reader.bytes(Number(argumentOf(reader, head & 0x1f))));
  }
  return Buffer.concat(found);
};

/** Simple values and floats (RFC 8949, 3.3). */
const simple = (reader: ByteReader, information: number): Part => {
  switch (information) {
    case 20:
    case 21:
      return { kind: 'boolean', value: information === 21 };
    case 22:
      return { kind: 'null' };
    case 23:
      return { kind: 'undefined' };
    case 25:
      return reader.float(2);
    case 26:
      return reader.float(4);
    case 27:
      return reader.float(8);
    case indefinite:
      return 'break';
    default: {
      const value = argumentOf(reader, information);
      if (information === 24 && value < 32) throw new Error('There is no such simple value.');
      return { kind: 'tag', tag: 'simple value', value: numberValue(value) };
    }
  }
};

const partOf = (reader: ByteReader): Part => {
  const head = reader.unsigned(1);
  const type = head >> 5;
  const information = head & 0x1f;
  switch (type) {
    case 0:
      return numberValue(argumentOf(reader, information));
    case 1: {
      const argument = argumentOf(reader, information);
      return numberValue(typeof argument === 'bigint' ? -1n - argument : -1 - argument);
    }
    case bytesType:
      return {
        kind: 'bytes',
        bytes:
          information === indefinite
            ? chunks(reader, type)
            : reader.bytes(Number(argumentOf(reader, information))),
      };
    case textType:
      return information === indefinite
        ? textOf(chunks(reader, type))
        : reader.text(Number(argumentOf(reader, information)));
    case 4:
      return { kind: 'opening', of: 'list', count: countOf(reader, information) };
    case 5:
      return { kind: 'opening', of: 'map', count: countOf(reader, information) };
    case 6: {
      const tag = String(argumentOf(reader, information));
      return { kind: 'opening', of: (content) => tagged(tag, content), count: 1 };
    }
    default:
      return simple(reader, information);
  }
};

/** RFC 8949, 5.3.1: such CBOR is well-formed, but not valid. */
const refuseInvalidText = (part: Part): Part => {
  if (part !== 'break' && part.kind === 'tag' && part.tag === invalidText)
    throw new Error('A text is not UTF-8.');
  return part;
};

/**
 * Decodes CBOR; throws if the bytes are something else, or more than one value. Text that is not
 * UTF-8 is taken only where CBOR was asked for: much that is no CBOR would pass.
 */
export const cborValue = (payload: Uint8Array, isChosen = true): Value =>
  valueTree(payload, isChosen ? partOf : (reader) => refuseInvalidText(partOf(reader)));
