import { encode, ExtData } from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagePackValue } from '../../source/payload/decoders/lazy/messagepack-value.ts';
import { valueText } from '../../source/payload/value-text.ts';
import { type Member, mostValues, untagged, type Value } from '../../source/payload/value.ts';
import { hex, invalidText } from '../support/payload-bytes.ts';

/** What a value stands for in JavaScript. */
const plain = (tagged: Value): unknown => {
  const { value } = untagged(tagged);
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
      return value.value;
    case 'number':
      return Number(value.text);
    case 'string':
      return value.text;
    case 'bytes':
      return [...value.bytes];
    case 'list':
      return value.items.map((item) => plain(item));
    case 'map':
      return value.members.map(({ key, value: inner }) => [key, plain(inner)]);
    case 'undefined':
    case 'tag':
    case 'omitted':
      return value;
  }
};

/** What the same is before it is encoded. */
const sent = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return value.map((item) => sent(item));
  // The library sends a negative zero as an integer.
  if (typeof value === 'number') return value + 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, inner]) => [key, sent(inner)]);
};

/** A text whose characters are all whole: others cannot be sent as UTF-8. */
const text = fc.string({ unit: 'grapheme', maxLength: 300 });

const anything = fc.anything({
  key: text.filter((key) => key !== '__proto__'),
  values: [
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.uint8Array({ maxLength: 300 }),
    fc.maxSafeInteger(),
    fc.constant(null),
  ],
  maxDepth: 4,
});

/** A second after the epoch, and so many nanoseconds. */
const at = (nanoseconds: number): Value =>
  messagePackValue(
    encode(new ExtData(-1, hex(nanoseconds.toString(16).padStart(8, '0') + '00'.repeat(7) + '01'))),
  );

/** How the keys of a map are known and written. */
const keys = (digits: string): Omit<Member, 'value'>[] => {
  const value = messagePackValue(hex(digits));
  return value.kind === 'map' ? value.members.map(({ key, source = '' }) => ({ key, source })) : [];
};

/** Lists in one another around a byte. */
const deep = (levels: number, end: number): Buffer =>
  Buffer.concat([Buffer.alloc(levels, 0x91), Buffer.of(end)]);

describe('MessagePack that a program encodes', () => {
  it('is read as what it was', () => {
    fc.assert(
      fc.property(anything, (value) => {
        expect(plain(messagePackValue(encode(value)))).toEqual(sent(value));
      }),
    );
  });

  it('has all digits of integers, and no integer looks like a float', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (value) => {
        expect(valueText(messagePackValue(encode(value, { useBigInt64: true })))).toBe(`${value}`);
      }),
    );
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(valueText(messagePackValue(encode(value)))).toBe(`${value}`);
      }),
    );
  });

  it('has floats that look like floats, and are those that were sent', () => {
    const value = Buffer.alloc(9, 0xcb);
    const single = Buffer.alloc(5, 0xca);
    fc.assert(
      fc.property(fc.float(), (float) => {
        value.writeDoubleBE(float, 1);
        single.writeFloatBE(float, 1);
        for (const payload of [value, single]) {
          const shown = messagePackValue(payload);
          const digits = shown.kind === 'number' ? shown.text : '';
          expect(Math.fround(Number(digits))).toBe(float);
          expect(digits).toMatch(/[.eIN]/);
        }
      }),
    );
  });

  it('is refused if a byte is missing, or one too many', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const payload = encode(value);
        expect(() => messagePackValue(payload.subarray(0, -1))).toThrow(Error);
        expect(() => messagePackValue(Buffer.concat([payload, Buffer.of(0xc0)]))).toThrow(Error);
      }),
    );
  });

  it('has times to the nanosecond', () => {
    expect(valueText(at(1))).toBe('1970-01-01T00:00:01.000000001Z');
    expect(valueText(at(10))).toBe('1970-01-01T00:00:01.000000010Z');
    expect(valueText(at(999_999_999))).toBe('1970-01-01T00:00:01.999999999Z');
    expect(at(1_000_000_000)).toMatchObject({ tag: 'extension -1', value: { kind: 'bytes' } });
  });
});

describe('text of MessagePack that is not UTF-8', () => {
  it.each<[string, Value]>([
    ['a1 ff', invalidText('ff')],
    ['a2 61 ff', invalidText('61 ff')],
    ['a3 ed a0 80', invalidText('ed a0 80')],
    ['d9 02 c0 80', invalidText('c0 80')],
    ['a3 ef bf bd', { kind: 'string', text: '\ufffd' }],
    ['a3 ef bb bf', { kind: 'string', text: '\ufeff' }],
  ])('is shown as the bytes that it is: %s', (digits, value) => {
    expect(messagePackValue(hex(digits))).toEqual(value);
  });

  it('is told apart as a key, too', () => {
    expect(keys('85 a1 ff 01 a1 fe 02 a2 66 66 03 c4 01 ff 04 91 a1 ff 05')).toEqual([
      { key: 'ff', source: '0xff (invalid UTF-8)' },
      { key: 'fe', source: '0xfe (invalid UTF-8)' },
      { key: 'ff', source: '' },
      { key: 'ff', source: '0xff' },
      { key: '["ff"]', source: '["ff"]' },
    ]);
  });
});

describe('MessagePack that no library makes', () => {
  it('may have a key called __proto__', () => {
    const key = Buffer.from('__proto__');
    const payload = Buffer.concat([Buffer.of(0x81, 0xa0 + key.length), key, Buffer.of(1)]);
    expect(valueText(messagePackValue(payload))).toBe('{"__proto__":1}');
  });

  it.each([
    ['lists', Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff])],
    ['maps', Buffer.from([0xdf, 0xff, 0xff, 0xff, 0xff, 0xa0])],
  ])('declares more than it has without taking memory: %s in one another', (_, header) => {
    const payload = Buffer.concat(Array.from({ length: 20_000 }, () => header));
    const before = process.memoryUsage().heapUsed;
    expect(() => messagePackValue(payload)).toThrow('ends too early');
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('is read to its end however deep it is nested', () => {
    expect(JSON.stringify(messagePackValue(deep(256, 1)))).not.toContain('nested deeper');
    expect(JSON.stringify(messagePackValue(deep(257, 1)))).toContain('nested deeper');
    expect(JSON.stringify(messagePackValue(deep(200_000, 0x90)))).toContain('nested deeper');
    expect(() => messagePackValue(deep(200_000, 0xc1))).toThrow(Error);
  });

  it('is kept up to a limit, and read to its end', () => {
    const members = mostValues + 1;
    const head = Buffer.alloc(5, 0xdf);
    head.writeUInt32BE(members, 1);
    const payload = Buffer.concat([head, Buffer.alloc(2 * members, 7)]);
    const value = messagePackValue(payload);
    const kept = value.kind === 'map' ? value.members : [];
    expect(kept).toHaveLength(mostValues + 1);
    expect(kept.at(-1)).toMatchObject({ key: '…', value: { kind: 'omitted' } });
    expect(() => messagePackValue(payload.subarray(0, -1))).toThrow(Error);
  });

  it('begins no value with c1', () => {
    expect(() => messagePackValue(hex('c1'))).toThrow('No value begins with this byte.');
  });
});
