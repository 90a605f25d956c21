import { decode, Simple, Tag } from 'cbor2';
import { isoTime } from '../../../format/time.ts';
import {
  deepestValue,
  type Member,
  numberValue,
  textValue,
  tooDeep,
  type Value,
  ValueBudget,
} from '../../value.ts';
import { valueText } from '../../value-text.ts';

/** A map as it was sent: keys of any kind, in order, with duplicates. */
class Entries {
  readonly list: readonly (readonly [unknown, unknown, ...unknown[]])[];

  constructor(list: Entries['list']) {
    this.list = list;
  }
}

/** The tag that only says that this is CBOR (RFC 8949, 3.4.6). */
const selfDescribed = 55_799;

const bigNumber = (bytes: Uint8Array): bigint =>
  bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** Bignums longer than this, in bytes, are left as bytes: writing out their digits takes too long. */
const longestNumber = 512;

/** The meaning of the tags of RFC 8949, as text. */
const tagged = (tag: number, content: Value): Value => {
  if (tag === selfDescribed) return content;
  if ((tag === 2 || tag === 3) && content.kind === 'bytes' && content.bytes.length < longestNumber)
    return numberValue(tag === 2 ? bigNumber(content.bytes) : -1n - bigNumber(content.bytes));
  if (tag === 1 && content.kind === 'number')
    return {
      kind: 'tag',
      tag: isoTime(Number(content.text) * 1000) ?? 'tag 1',
      value: content,
    };
  return { kind: 'tag', tag: tag === 0 ? 'time' : `tag ${tag}`, value: content };
};

const keyLimit = 200;

/** Decodes CBOR; throws if the bytes are something else, or more than one value. */
export const cborValue = (payload: Uint8Array): Value => {
  const budget = new ValueBudget();
  const member = (key: unknown, value: Value, depth: number): Member => {
    if (typeof key === 'string') return { key, value };
    const text = valueText(valueOf(key, depth)).slice(0, keyLimit);
    return { key: text, source: text, value };
  };
  const valueOf = (from: unknown, depth: number): Value => {
    if (from === null) return { kind: 'null' };
    if (from === undefined) return { kind: 'undefined' };
    if (typeof from === 'boolean') return { kind: 'boolean', value: from };
    if (typeof from === 'number' || typeof from === 'bigint') return numberValue(from);
    if (typeof from === 'string') return textValue(from);
    if (from instanceof Uint8Array) return { kind: 'bytes', bytes: from };
    if (from instanceof Simple)
      return { kind: 'tag', tag: 'simple value', value: numberValue(from.value) };
    if (depth >= deepestValue) return tooDeep;
    if (from instanceof Tag) return tagged(Number(from.tag), valueOf(from.contents, depth + 1));
    if (Array.isArray(from)) return budget.list(from, (item) => valueOf(item, depth + 1));
    if (from instanceof Entries)
      return budget.map(from.list, ([key, item]) =>
        member(key, valueOf(item, depth + 1), depth + 1),
      );
    return { kind: 'tag', tag: 'unknown to this program', value: textValue(typeof from) };
  };
  return valueOf(
    decode(payload, { ignoreGlobalTags: true, createObject: (entries) => new Entries(entries) }),
    0,
  );
};
