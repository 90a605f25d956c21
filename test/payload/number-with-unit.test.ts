import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberInPayload } from '../../source/payload/number-at.ts';
import { decimalIn } from '../../source/payload/number-with-unit.ts';

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
    ['0xFF', 255],
    ['0xAB', 171],
    ['0x1F', 31],
    ['0X1f', 31],
    ['-0x10', -16],
    ['+0x10', 16],
    ['0x10 °C', 16],
    ['0xffffffffffffffff', 2 ** 64],
  ])('is found: %j', (text, number) => {
    expect(decimalIn(text)?.double).toBe(number);
    expect(numberInPayload(Buffer.from(text))?.double).toBe(number);
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
    '0x',
    '0xGG',
    '0xFFg',
    '00xFF',
    '0x1.8',
    '0x10°C',
    '1.2.3',
    'v2',
    '12 34',
    '3 of 4',
    '12_kW',
    '123e4567-e89b',
    '5f3a9c',
    'NaN',
    '7 pieces of furniture',
    '1'.repeat(1001),
  ])('is not there: %j', (text) => {
    expect(decimalIn(text)).toBeUndefined();
    expect(numberInPayload(Buffer.from(text))).toBeUndefined();
  });

  it('keeps its digits, and is drawn only where a double holds it', () => {
    for (const text of ['127.0', '-0', '+5', '1e400', '9223372036854775807', '0xFF'])
      expect([decimalIn(text)?.text, decimalIn(`${text} °C`)?.text]).toEqual([text, text]);
    expect(numberInPayload(Buffer.from('1e400'))).toBeUndefined();
    expect(numberInPayload(Buffer.from('-0x1F'))).toEqual({ text: '-0x1F', double: -31 });
  });

  it('is every number that JavaScript writes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(decimalIn(String(number))).toEqual({
          text: String(number),
          double: Number(String(number)),
        });
      }),
    );
  });
});
