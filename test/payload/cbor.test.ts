import { encode, Tag } from 'cbor2';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cborValue } from '../../source/payload/decoders/lazy/cbor-value.ts';
import { valueText } from '../../source/payload/value-text.ts';
import { untagged } from '../../source/payload/value.ts';
import { hex, invalidText } from '../support/payload-bytes.ts';

const textOf = (digits: string): string => valueText(cborValue(hex(digits)));

const tagOf = (digits: string): string => untagged(cborValue(hex(digits))).tags;

/** Lists in one another, each of which a byte ends. */
const deep = (levels: number, end: number): Buffer =>
  Buffer.concat([Buffer.alloc(levels, 0x9f), Buffer.alloc(levels, end)]);

describe('CBOR', () => {
  // RFC 8949, appendix A; floats as the fewest digits of their own size that identify them.
  it.each<[string, string]>([
    ['00', '0'],
    ['17', '23'],
    ['18 18', '24'],
    ['19 03e8', '1000'],
    ['1a 000f4240', '1000000'],
    ['1b 000000e8d4a51000', '1000000000000'],
    ['1b ffffffffffffffff', '18446744073709551615'],
    ['c2 49 010000000000000000', '18446744073709551616'],
    ['3b ffffffffffffffff', '-18446744073709551616'],
    ['c3 49 010000000000000000', '-18446744073709551617'],
    ['20', '-1'],
    ['38 63', '-100'],
    ['39 03e7', '-1000'],
    ['f9 0000', '0.0'],
    ['f9 8000', '-0.0'],
    ['f9 3c00', '1.0'],
    ['fb 3ff199999999999a', '1.1'],
    ['f9 3e00', '1.5'],
    ['f9 7bff', '65504.0'],
    ['fa 47c35000', '100000.0'],
    ['fa 7f7fffff', '3.4028235e+38'],
    ['fb 7e37e43c8800759c', '1e+300'],
    ['f9 0001', '6e-8'],
    ['f9 0400', '0.00006104'],
    ['f9 c400', '-4.0'],
    ['fb c010666666666666', '-4.1'],
    ['f9 7c00', 'Infinity'],
    ['f9 7e00', 'NaN'],
    ['f9 fc00', '-Infinity'],
    ['fa 7f800000', 'Infinity'],
    ['fb 7ff8000000000000', 'NaN'],
    ['f4', 'false'],
    ['f5', 'true'],
    ['f6', 'null'],
    ['f7', 'null'],
    ['f0', '16'],
    ['f8 ff', '255'],
    ['44 01020304', '01020304'],
    ['64 49455446', 'IETF'],
    ['62 225c', '"\\'],
    ['64 f0908591', '𐅑'],
    ['80', '[]'],
    ['83 01 82 02 03 82 04 05', '[1,[2,3],[4,5]]'],
    ['a2 01 02 03 04', '{"1":2,"3":4}'],
    ['a2 61 61 01 61 62 82 02 03', '{"a":1,"b":[2,3]}'],
    ['5f 42 0102 43 030405 ff', '0102030405'],
    ['7f 65 7374726561 64 6d696e67 ff', 'streaming'],
    ['9f ff', '[]'],
    ['9f 01 82 02 03 9f 04 05 ff ff', '[1,[2,3],[4,5]]'],
    ['83 01 9f 02 03 ff 82 04 05', '[1,[2,3],[4,5]]'],
    ['bf 61 61 01 61 62 9f 02 03 ff ff', '{"a":1,"b":[2,3]}'],
  ])('is read as the standard says: %s', (digits, text) => {
    expect(textOf(digits)).toBe(text);
  });

  it.each([
    '',
    '18',
    '1b 00000000000000',
    '62 61',
    '81',
    'a1 01',
    '9f',
    '9f 01',
    'bf 01 ff',
    '5f 61 61 ff',
    '5f 5f ff ff',
    '81 ff',
    'a1 ff',
    'c1 ff',
    'ff',
    '1c',
    '1f',
    'df',
    'fc',
    'f8 18',
    '01 01',
  ])('is refused where it is none: %s', (digits) => {
    expect(() => cborValue(hex(digits))).toThrow(Error);
  });

  it('has floats that look like floats, and integers that do not, in every size', () => {
    fc.assert(
      fc.property(fc.float(), (float) => {
        const double = Buffer.alloc(9, 0xfb);
        double.writeDoubleBE(float, 1);
        const single = Buffer.alloc(5, 0xfa);
        single.writeFloatBE(float, 1);
        for (const payload of [single, double]) {
          const value = cborValue(payload);
          const digits = value.kind === 'number' ? value.text : '';
          expect(Math.fround(Number(digits))).toBe(float);
          expect(digits).toMatch(/[.eIN]/);
        }
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), (value) => {
        expect(valueText(cborValue(encode(value)))).toBe(`${value}`);
      }),
    );
  });

  it('is read as what a program encodes', () => {
    const anything = fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' });
    fc.assert(
      fc.property(anything, (value) => {
        const read = JSON.parse(
          valueText({ kind: 'list', items: [cborValue(encode(value))] }),
        ) as unknown;
        expect(read).toEqual([value]);
      }),
    );
  });

  it('is read to its end however deep it is nested', () => {
    expect(JSON.stringify(cborValue(deep(100_000, 0xff)))).toContain('nested deeper');
    expect(() => cborValue(deep(100_000, 0xfc))).toThrow(Error);
  });
});

describe('text of CBOR that is not UTF-8', () => {
  it('is shown as the bytes that it is', () => {
    expect(cborValue(hex('62 61 ff'))).toEqual(invalidText('61 ff'));
    expect(cborValue(hex('7f 61 61 61 ff ff'))).toEqual(invalidText('61 ff'));
    // A character may be in two chunks.
    expect(textOf('7f 61 c3 61 a9 ff')).toBe('é');
    expect(cborValue(hex('a2 61 ff 01 41 ff 02'))).toMatchObject({
      members: [
        { key: 'ff', source: '0xff (invalid UTF-8)' },
        { key: 'ff', source: '0xff' },
      ],
    });
  });

  it('is a reason to try other formats where nobody asked for CBOR', () => {
    expect(() => cborValue(hex('a1 61 61 61 ff'), false)).toThrow('A text is not UTF-8.');
    expect(valueText(cborValue(hex('a1 61 61 61 62'), false))).toBe('{"a":"b"}');
  });
});

describe('a time in CBOR', () => {
  it.each<[string, string]>([
    ['c1 1a 514b67b0', '2013-03-21T20:04:00.000Z'],
    ['c1 fb 41d452d9ec200000', '2013-03-21T20:04:00.500Z'],
    ['c1 fb 41d954fc400001f7', '2023-11-14T22:13:20.000120Z'],
    ['c1 fb bff8000000000000', '1969-12-31T23:59:58.500Z'],
    ['c1 20', '1969-12-31T23:59:59.000Z'],
    ['c1 fb 7ff8000000000000', 'tag 1'],
    ['c1 1b ffffffffffffffff', 'tag 1'],
    ['c1 61 61', 'tag 1'],
    ['d9 03e9 a1 01 1a 6553f100', '2023-11-14T22:13:20.000Z'],
    ['d9 03e9 a2 01 1a 6553f100 28 09', '2023-11-14T22:13:20.000000009Z'],
    ['d9 03e9 a2 01 1a 6553f100 25 18 7b', '2023-11-14T22:13:20.000123Z'],
    ['d9 03e9 a2 01 1a 6553f100 22 18 7b', '2023-11-14T22:13:20.123Z'],
    ['d9 03e9 a2 01 24 22 19 01f4', '1969-12-31T23:59:55.500Z'],
    ['d9 03e9 a2 01 1a 6553f100 28 1a 3b9aca00', 'tag 1001'],
    ['d9 03e9 a2 01 1a 6553f100 28 20', 'tag 1001'],
    ['d9 03e9 a2 01 fb 3ff8000000000000 28 09', 'tag 1001'],
    ['d9 03e9 a1 61 31 01', 'tag 1001'],
    ['d9 03e9 01', 'tag 1001'],
    ['c0 61 61', 'time'],
    ['db ffffffffffffffff 01', 'tag 18446744073709551615'],
  ])('is told to the nanosecond: %s is %s', (digits, time) => {
    expect(tagOf(digits)).toBe(time);
  });

  it('is the same as that of the clock', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        const payload = encode(new Tag(1, Math.floor(date.getTime() / 1000)));
        const start = date.toISOString().slice(0, -5);
        expect(untagged(cborValue(payload)).tags).toBe(`${start}.000Z`);
      }),
    );
  });
});
