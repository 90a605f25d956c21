import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareDecimals,
  decimalOf,
  knownDecimal,
  negated,
  productOf,
  sizeOf,
  sumOf,
} from '../../source/payload/decimal.ts';
import { decimals } from '../support/arbitraries.ts';

/** How many places all the numbers are shifted by to become whole. */
const places = 400n;

/** The number times ten to the power of `places`, by another way than the one tested. */
const exactly = (text: string): bigint => {
  const hex = /^([-+]?)(0x.*)$/i.exec(text);
  if (hex !== null) return (hex[1] === '-' ? -1n : 1n) * BigInt(hex[2]!) * 10n ** places;
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [before = '', after = ''] = mantissa.split('.');
  const digits = BigInt(`${before.replace(/^[-+]/, '')}${after}` || '0');
  const size = digits * 10n ** (places + BigInt(power) - BigInt(after.length));
  return mantissa.startsWith('-') ? -size : size;
};

const order = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b));

describe('two numbers', () => {
  it('are compared exactly, however they are written', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const compared = compareDecimals(knownDecimal(a), knownDecimal(b));
        expect(Math.sign(compared)).toBe(order(exactly(a), exactly(b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('that are neighbours are compared exactly', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 60n), 10n ** 60n), fc.nat(80), (whole, shift) => {
        const [a, b] = [
          knownDecimal(`${whole}e-${shift}`),
          knownDecimal(`${whole + 1n}e-${shift}`),
        ];
        expect(compareDecimals(a, b)).toBeLessThan(0);
        expect(compareDecimals(b, a)).toBeGreaterThan(0);
        expect(compareDecimals(a, knownDecimal(`${whole}0e-${shift + 1}`)) === 0).toBe(true);
      }),
    );
  });

  it('are added and multiplied exactly', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const [one, other] = [knownDecimal(a), knownDecimal(b)];
        const sum = sumOf(one, other)!;
        expect(exactly(sum.text)).toBe(exactly(a) + exactly(b));
        expect(sum).toEqual(decimalOf(sum.text));
        const product = productOf(one, knownDecimal('-0.25'));
        expect(exactly(product.text) * 100n).toBe(exactly(a) * -25n);
      }),
    );
  });

  it.each([
    ['1', '2', '3'],
    ['0.1', '0.2', '0.3'],
    ['-5', '5', '0'],
    ['0xFF', '1', '256'],
    ['9007199254740993', '1', '9007199254740994'],
    ['1e400', '0', '1e400'],
    ['-0', '+007', '7'],
    ['1e20', '0', '100000000000000000000'],
    ['1e21', '0', '1e21'],
    ['1.25e-30', '0', '1.25e-30'],
    ['0.00', '1.250', '1.25'],
    ['1e-20', '0', '0.00000000000000000001'],
    ['123456789012345678901234567890', '.5', '123456789012345678901234567890.5'],
  ])('%s and %s make %s', (a, b, sum) => {
    expect(sumOf(knownDecimal(a), knownDecimal(b))?.text).toBe(sum);
  });

  it('of sizes far apart are compared, not added', () => {
    const [huge, huger] = [knownDecimal('1e999999999'), knownDecimal('1e999999999999999999999')];
    expect(compareDecimals(huge, huger)).toBeLessThan(0);
    expect(compareDecimals(negated(huge), negated(huger))).toBeGreaterThan(0);
    expect(compareDecimals(knownDecimal('1e-999999999'), knownDecimal('-1e-999999999'))).toBe(2);
    expect(sumOf(huge, knownDecimal('1'))).toBeUndefined();
    expect(sumOf(huge, knownDecimal('1e999999000'))).toBeDefined();
    expect(productOf(huge, huger).text).toBe('1e1000000000000999999998');
  });
});

describe('a number', () => {
  it.each(['0', '-0', '+5', '5.', '.5', '007', '1e400', '1E-3', '0xFF', '-0Xab'])(
    'is %s',
    (text) => {
      expect(decimalOf(text)?.text).toBe(text);
    },
  );

  it.each(['', '.', '+', '1e', 'NaN', 'Infinity', '0x', '0xG', '1 ', '21.5 °C'])(
    'is not %j',
    (text) => {
      expect(decimalOf(text)).toBeUndefined();
    },
  );

  it('has no more than 1,000 characters', () => {
    expect(decimalOf('1'.repeat(1000))).toBeDefined();
    expect(decimalOf('1'.repeat(1001))).toBeUndefined();
  });

  it('has the nearest double', () => {
    const doubles = ['0xFF', '-0xFF', '+0xFF', '1e400', '-1e400', '9007199254740993'].map(
      (text) => knownDecimal(text).double,
    );
    expect(doubles).toEqual([255, -255, 255, Infinity, -Infinity, 9007199254740992]);
    expect(Object.is(knownDecimal('-0').double, -0)).toBe(true);
  });

  it('has a size and an opposite', () => {
    const texts = ['5', '-5', '+5', '-0xFF'].map(knownDecimal);
    expect(texts.map((one) => sizeOf(one).text)).toEqual(['5', '5', '5', '0xFF']);
    expect(texts.map((one) => negated(one))).toEqual(
      ['-5', '5', '-5', '0xFF'].map((text) => knownDecimal(text)),
    );
  });

  it('of a megabyte of zeros takes no time', () => {
    const long = `1${'0'.repeat(1_000_000)}1`;
    const begun = performance.now();
    expect(compareDecimals(knownDecimal(long), knownDecimal(`${long}.0`))).toBe(0);
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
