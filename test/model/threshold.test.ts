import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  conditionOf,
  defaultBy,
  endInWords,
  meets,
  operators,
} from '../../source/model/threshold.ts';
import { compareDecimals, decimalOf, knownDecimal } from '../../source/payload/decimal.ts';

const condition = (text: string, by = 0): Condition => {
  const [operator = '', value = ''] = text.split(' ');
  const found = operators.find((one) => one === operator) ?? '=';
  return conditionOf(found, value, decimalOf(value), knownDecimal(String(by)))!;
};

/** Whether each of the values meets the condition, one after the other. */
const run = (wanted: Condition, values: readonly (number | string)[]): (boolean | undefined)[] => {
  let met = false;
  return values.map((value) => {
    const text = String(value);
    const next = meets(wanted, { text, number: decimalOf(text) }, met);
    met = next ?? met;
    return next;
  });
};

describe('a threshold', () => {
  it.each([
    ['> 30', [30, 30.1, 30, 29], [false, true, false, false]],
    ['>= 30', [29.9, 30, 29.9], [false, true, false]],
    ['< 30', [30, 29.9, 30], [false, true, false]],
    ['<= 30', [30.1, 30, 30.1], [false, true, false]],
    ['= 30', [29, 30, 31], [false, true, false]],
    ['!= 30', [30, 31, 30], [false, true, false]],
  ])('%s', (text, values, expected) => {
    expect(run(condition(text), values)).toEqual(expected);
  });

  it.each([
    ['> 30', [31, 29, 28.1, 28, 30, 30.5], [true, true, true, false, false, true]],
    ['>= 30', [30, 28, 27.9, 29], [true, true, false, false]],
    ['< 30', [29, 31.9, 32, 30], [true, true, false, false]],
    ['<= 30', [30, 32, 32.1, 31], [true, true, false, false]],
    ['= 30', [30, 32, 27, 29], [true, true, false, false]],
    ['!= 30', [31, 32.1, 31, 30], [false, true, true, false]],
  ])('%s with a hysteresis of 2', (text, values, expected) => {
    expect(run(condition(text, 2), values)).toEqual(expected);
  });

  it('that is a text is the same or not', () => {
    expect(run(condition('= open'), ['open', 'closed', 5])).toEqual([true, false, false]);
    expect(run(condition('!= open'), ['open', 'closed', 5])).toEqual([false, true, true]);
    expect(run(condition('= 5'), ['open', 5])).toEqual([false, true]);
    expect(run(condition('> 5'), ['open', 6, 'open'])).toEqual([undefined, true, undefined]);
  });

  it.each([
    ['= 9007199254740993', ['1', '9007199254740992', '9007199254740993'], [false, false, true]],
    ['!= 1724442618569203714', ['1724442618569203715', '1724442618569203714'], [true, false]],
    ['> 9223372036854775807', ['9223372036854775807', '9223372036854775808'], [false, true]],
    ['< 0.1', ['0.1', '0.09999999999999999999999'], [false, true]],
    ['= 1e400', ['1e401', '10e399', '1e400'], [false, true, true]],
    ['> 1e999999999', ['1e999999998', '1e1000000000', '-1e1000000000'], [false, true, false]],
    ['= 0xFF', ['255', '0xff', '0', '256', '2.55e2'], [true, true, false, false, true]],
    ['= 255', ['0xFF', '0x00ff', '0xFE'], [true, true, false]],
    ['= 0', ['0xFF', '-0', '1e-400'], [false, true, false]],
  ])('%s is compared exactly with %j', (text, values, expected) => {
    expect(run(condition(text), values)).toEqual(expected);
  });

  it('is left exactly where the hysteresis ends', () => {
    const wanted = condition('> 9007199254740993');
    const wide = conditionOf(
      '>',
      '9007199254740993',
      knownDecimal('9007199254740993'),
      knownDecimal('1'),
    )!;
    expect(endInWords(wide)).toBe('9007199254740992 or less');
    expect(run(wanted, ['9007199254740994', '9007199254740993'])).toEqual([true, false]);
    expect(run(wide, ['9007199254740994', '9007199254740993'])).toEqual([true, true]);
    expect(run(wide, ['9007199254740994', '9007199254740992'])).toEqual([true, false]);
    // 0.1 and 0.2 make 0.3.
    const tenths = conditionOf('<', '0.1', knownDecimal('0.1'), knownDecimal('0.2'))!;
    expect(endInWords(tenths)).toBe('0.3 or more');
    expect(run(tenths, ['0', '0.3'])).toEqual([true, false]);
    expect(endInWords(conditionOf('>', '1e400', knownDecimal('1e400'))!)).toBe('9.8e399 or less');
  });

  it('is none where its hysteresis cannot be added exactly', () => {
    expect(
      conditionOf('>', '1e999999999', knownDecimal('1e999999999'), knownDecimal('1')),
    ).toBeUndefined();
    expect(conditionOf('>', '1e999999999', knownDecimal('1e999999999'))).toBeDefined();
  });

  it('has a hysteresis of 2 % where none is given', () => {
    const defaults = (['>', '=', '!='] as const).map((one) => defaultBy(one, knownDecimal('30')));
    expect(defaults.map(({ text }) => text)).toEqual(['0.6', '0', '0']);
    expect(defaultBy('<', knownDecimal('-50')).text).toBe('1');
    expect(defaultBy('>', knownDecimal('0')).text).toBe('0');
    expect(endInWords(condition('> 30', 0.6))).toBe('29.4 or less');
    expect(endInWords(condition('> 30'))).toBeUndefined();
  });

  it.each([
    ['> 30', '29.5 or less'],
    ['>= 30', 'less than 29.5'],
    ['< 30', '30.5 or more'],
    ['<= 30', 'more than 30.5'],
    ['= 30', 'more than 0.5 away'],
    ['!= 30', undefined],
    ['= open', undefined],
  ])('%s with a hysteresis of 0.5 ends at: %s', (text, words) => {
    expect(endInWords(condition(text, 0.5))).toBe(words);
  });

  it('is never crossed twice without the value having left the band between', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom('>', '>=', '<', '<='),
        value,
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.array(value, { maxLength: 50 }),
        (operator, number, by, values) => {
          const wanted = condition(`${operator} ${number}`, by);
          const sign = operator.startsWith('>') ? 1 : -1;
          const crossings: { readonly hasLeft: boolean; readonly beyond: number }[] = [];
          let met = false;
          let hasLeft = true;
          for (const one of values) {
            const read = knownDecimal(`${one}`);
            const isMet: boolean = meets(wanted, { text: read.text, number: read }, met) === true;
            // Back by the hysteresis at least.
            const { low, high } = wanted.threshold!;
            if (compareDecimals(read, sign > 0 ? low : high) * sign <= 0) hasLeft = true;
            if (isMet && !met) {
              crossings.push({ hasLeft, beyond: (one - number) * sign });
              hasLeft = false;
            }
            met = isMet;
          }
          for (const crossing of crossings) {
            expect(crossing.hasLeft).toBe(true);
            expect(crossing.beyond).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
