import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floatText } from '../../source/payload/decoders/lazy/float-text.ts';
import { ByteReader } from '../../source/payload/decoders/lazy/byte-reader.ts';

/** What stands for a float of 16 bits. */
const halfText = (bits: number): string => {
  const value = new ByteReader(Uint8Array.of(bits >> 8, bits & 0xff)).float(2);
  return value.kind === 'number' ? value.text : '';
};

const looksLikeFloat = /^(?:-?\d+\.\d+(?:e-\d+)?|-?\d(?:\.\d+)?e[-+]\d+|-?Infinity|NaN)$/;

describe('the text of a float', () => {
  it.each<[number, 2 | 4 | 8, string]>([
    [127, 8, '127.0'],
    [127, 4, '127.0'],
    [60, 2, '60.0'],
    [0, 8, '0.0'],
    [-0, 8, '-0.0'],
    [-0, 4, '-0.0'],
    [Math.fround(0.1), 4, '0.1'],
    [Math.fround(0.1), 8, '0.10000000149011612'],
    [0.1, 8, '0.1'],
    [Math.fround(1 / 3), 4, '0.33333334'],
    [16_777_216, 4, '16777216.0'],
    [Math.fround(3.402_823_5e38), 4, '3.4028235e+38'],
    [Math.fround(1e-45), 4, '1e-45'],
    [Math.fround(1.175_494_35e-38), 4, '1.1754944e-38'],
    [0.099_975_585_937_5, 2, '0.1'],
    [65_504, 2, '65504.0'],
    [123_456_792, 4, '123456792.0'],
    [2 ** -24, 2, '6e-8'],
    [1e21, 8, '1e+21'],
    [1e20, 8, '100000000000000000000.0'],
    [5e-324, 8, '5e-324'],
    [Number.NaN, 4, 'NaN'],
    [-Infinity, 2, '-Infinity'],
  ])('of %d in %d bytes is %s', (value, bytes, text) => {
    expect(floatText(value, bytes)).toBe(text);
  });

  it('of 64 bits identifies it, and is no integer', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const text = floatText(value, 8);
        expect(Number(text)).toBe(value);
        expect(text).toMatch(looksLikeFloat);
      }),
    );
  });

  it('of 32 bits identifies it among those, in the fewest digits if it is not whole', () => {
    fc.assert(
      fc.property(fc.float({ noDefaultInfinity: true, noNaN: true }), (value) => {
        const text = floatText(value, 4);
        expect(Math.fround(Number(text))).toBe(value);
        expect(text).toMatch(looksLikeFloat);
        if (Number.isSafeInteger(value)) return;
        const digits = (Number(text).toExponential().split('e')[0] ?? '').replace(/[-.]/g, '');
        const shorter = Number(value.toPrecision(Math.max(1, digits.length - 1)));
        expect(digits.length > 1 && Math.fround(shorter) === value).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('of 32 bits is what was written where six digits were enough for that', () => {
    const written = fc.tuple(
      fc.integer({ min: -999_999, max: 999_999 }),
      fc.integer({ min: 0, max: 6 }),
    );
    fc.assert(
      fc.property(written, ([digits, places]) => {
        const sent = digits / 10 ** places;
        expect(Number(floatText(Math.fround(sent), 4))).toBe(sent);
      }),
    );
  });

  it('of 16 bits is another one for each of them', () => {
    const texts = new Set(Array.from({ length: 0x1_00_00 }, (_, bits) => halfText(bits)));
    expect([...texts].filter((text) => !looksLikeFloat.test(text))).toEqual([]);
    // All but the numbers that are none, which all are NaN.
    expect(texts.size).toBe(0x1_00_00 - 2 * 0x3_ff + 1);
  });
});
