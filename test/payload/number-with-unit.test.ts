import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberInPayload } from '../../source/payload/number-at.ts';
import { numberIn } from '../../source/payload/number-with-unit.ts';

describe('a number in a text', () => {
  it.each([
    ['21.5', 21.5],
    [' -3 ', -3],
    ['  -3e2  ', -300],
    ['21.5 °C', 21.5],
    ['45%', 45],
    ['1013hPa', 1013],
    ['1e-3', 0.001],
    ['1E3', 1000],
    ['5.', 5],
    ['+7', 7],
    ['+.5 bar', 0.5],
    ['12 km/h', 12],
  ])('is found: %j', (text, number) => {
    expect(numberIn(text)).toBe(number);
    expect(numberInPayload(Buffer.from(text))).toBe(number);
  });

  it.each([
    '',
    'on',
    '21,5',
    '1,204',
    '2026-11-22',
    '12:30',
    '21:03:04',
    '192.168.0.1',
    '0x10',
    '1.2.3',
    'v2',
    '12 34',
    '3 of 4',
    '12_kW',
    '123e4567-e89b',
    '5f3a9c',
    '1e999',
    'NaN',
    '7 pieces of furniture',
    '1'.repeat(70),
  ])('is not there: %j', (text) => {
    expect(numberIn(text)).toBeUndefined();
    expect(numberInPayload(Buffer.from(text))).toBeUndefined();
  });

  it('is every number that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(numberIn(String(number))).toBe(Number(String(number)));
      }),
    );
  });
});
