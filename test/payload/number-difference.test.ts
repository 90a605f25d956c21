import { assert, bigInt, property } from 'fast-check';
import { expect, it } from 'vitest';
import { numberDifference } from '../../source/payload/number-difference.ts';

it.each([
  ['21.5', '21.7', '+0.2'],
  ['0.1', '0.3', '+0.2'],
  ['100', '90', '-10'],
  ['9007199254740993', '9007199254740992', '-1'],
  ['1', '1.0', '±0'],
  ['-0', '0', '±0'],
  ['1e3', '1001', '+1'],
  ['1e-3', '0', '-0.001'],
  ['.5', '-.5', '-1'],
  ['21.5 °C', '22 °C', '+0.5'],
  [' 5', '7 ', '+2'],
  ['10', '10.50', '+0.5'],
  ['0xFF', '256', '+1'],
  ['0x1F', '0x1F', '±0'],
  ['1e400', '3e400', '+2e400'],
  ['0', '+5', '+5'],
  ['0', '-0x10', '-16'],
])('from %s to %s it is %s', (left, right, difference) => {
  expect(numberDifference(left, right)).toBe(difference);
});

it.each([
  ['21.5 °C', '21.5 °F'],
  ['on', '1'],
  ['2026-11-22', '2026-11-23'],
  ['1e400', '1'],
  ['1e300', '1'],
  ['1'.repeat(101), '0'],
  ['1'.repeat(1001), '1'],
  ['1e999999999', '1'],
  ['', '1'],
])('there is none from %s to %s', (left, right) => {
  expect(numberDifference(left, right)).toBeUndefined();
});

it('is exact for whole numbers of any length', () => {
  assert(
    property(bigInt(-(10n ** 40n), 10n ** 40n), bigInt(-(10n ** 40n), 10n ** 40n), (a, b) => {
      const difference = numberDifference(String(a), String(b)) ?? '';
      expect(BigInt(difference.replace(/^[±+]/, ''))).toBe(b - a);
    }),
  );
});
