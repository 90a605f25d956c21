import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  defaultBy,
  endInWords,
  meets,
  operators,
} from '../../source/model/threshold.ts';

const condition = (text: string, by = 0): Condition => {
  const [operator = '', value = ''] = text.split(' ');
  const number = Number(value);
  return {
    operator: operators.find((one) => one === operator) ?? '=',
    text: value,
    number: Number.isNaN(number) ? undefined : number,
    by,
  };
};

/** Whether each of the values meets the condition, one after the other. */
const run = (wanted: Condition, values: readonly (number | string)[]): (boolean | undefined)[] => {
  let met = false;
  return values.map((value) => {
    const number = typeof value === 'number' ? value : undefined;
    const next = meets(wanted, { text: String(value), number }, met);
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

  it('has a hysteresis of 2 % where none is given', () => {
    expect(defaultBy('>', 30)).toBeCloseTo(0.6);
    expect(defaultBy('<', -50)).toBe(1);
    expect([defaultBy('=', 30), defaultBy('!=', 30), defaultBy('>', 0)]).toEqual([0, 0, 0]);
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
          const wanted = { operator, text: String(number), number, by } as const;
          const sign = operator.startsWith('>') ? 1 : -1;
          const crossings: { readonly hasLeft: boolean; readonly beyond: number }[] = [];
          let met = false;
          let hasLeft = true;
          for (const one of values) {
            const isMet: boolean = meets(wanted, { text: `${one}`, number: one }, met) === true;
            // Back by the hysteresis at least.
            if ((one - (number - sign * by)) * sign <= 0) hasLeft = true;
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
