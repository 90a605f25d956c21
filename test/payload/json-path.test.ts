import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  parsePath,
  pathInWords,
  valueAtJsonPath,
  takePath,
} from '../../source/payload/json-path.ts';

describe('a JSON path', () => {
  it.each([
    ['.temp', ['temp']],
    ['.a.b', ['a', 'b']],
    ['.sensors[0].value', ['sensors', 0, 'value']],
    ['[2]', [2]],
    ['["odd name"][1]', ['odd name', 1]],
    [String.raw`["a\"b"]`, ['a"b']],
    ['.温度', ['温度']],
  ])('is read: %s', (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });

  it.each(['', 'temp', '.', '.a.', '.a[', '.a[x]', '.a[-1]', '.a b', '..a', '["a]', '.a>3'])(
    'is none: %j',
    (text) => {
      expect(parsePath(text)).toBeUndefined();
    },
  );

  it('is taken off the front of a comparison', () => {
    expect(takePath('.temp > 30')).toEqual({ path: ['temp'], rest: ' > 30' });
    expect(takePath('.temp>=30')).toEqual({ path: ['temp'], rest: '>=30' });
    expect(takePath('> 30')).toEqual({ path: [], rest: '> 30' });
  });

  it('reads what is there, and only that', () => {
    const value = { temp: 21.5, sensors: [{ value: 3 }], 'odd name': null, '0': 'zero' };
    expect(valueAtJsonPath(value, ['temp'])).toBe(21.5);
    expect(valueAtJsonPath(value, ['sensors', 0, 'value'])).toBe(3);
    expect(valueAtJsonPath(value, ['odd name'])).toBeNull();
    for (const path of [
      ['nothing'],
      ['sensors', 1],
      ['sensors', 'length'],
      ['temp', 'toFixed'],
      ['constructor'],
      ['__proto__'],
      [0],
      ['odd name', 'x'],
    ])
      expect(valueAtJsonPath(value, path)).toBeUndefined();
  });

  it('in words is read as the same path, and finds what it was made for', () => {
    const key = fc.oneof(fc.string(), fc.nat({ max: 20 }));
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 10 }), (path) => {
        expect(parsePath(pathInWords(path))).toEqual(path);
        const value = path.reduceRight<unknown>((inner, step) => {
          if (typeof step === 'string') return Object.fromEntries([[step, inner]]);
          const list: unknown[] = Array.from({ length: step });
          list[step] = inner;
          return list;
        }, 'found');
        expect(valueAtJsonPath(value, path)).toBe('found');
      }),
    );
  });

  it('has an end', () => {
    expect(parsePath('.a'.repeat(64))).toHaveLength(64);
    expect(parsePath('.a'.repeat(65))).toBeUndefined();
  });
});
