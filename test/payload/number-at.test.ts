import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJson } from '../../source/payload/json.ts';
import {
  numbersIn,
  numericValue,
  quickNumberAt,
  quickUnitAt,
} from '../../source/payload/number-at.ts';
import {
  memberSegments,
  parseValuePath,
  valueAt,
  type ValuePath,
} from '../../source/payload/value-path.ts';
import { untagged, type Value } from '../../source/payload/value.ts';
import { jsonTexts } from '../support/arbitraries.ts';

const json = (text: string): Value => decodeJson(Buffer.from(text))!;

const paths = (value: Value, path: ValuePath = []): ValuePath[] => {
  const inner = untagged(value).value;
  if (inner.kind === 'list')
    return inner.items.flatMap((item, index) => paths(item, [...path, `[${index}]`]));
  if (inner.kind !== 'map') return [path];
  const segments = memberSegments(inner.members.map(({ key }) => key));
  return inner.members.flatMap((member, index) => paths(member.value, [...path, segments[index]!]));
};

/** The double that is drawn. */
const charted = (found: ReturnType<typeof quickNumberAt>): number | 'elsewhere' | undefined =>
  typeof found === 'object' ? found.double : found;

describe('the number at a path', () => {
  it.each([
    ['{"temp":21.5}', ['.temp'], 21.5],
    ['{"on":true}', ['.on'], 1],
    ['{"a":[{"b":"3 V"}]}', ['.a', '[0]', '.b'], 3],
    ['{"odd name":2}', ['["odd name"]'], 2],
    ['{"temp":null}', ['.temp'], undefined],
    ['{}', ['.temp'], undefined],
    ['{"list":[7,8]}', ['.list', '.length'], undefined],
    ['{"0":7}', ['[0]'], undefined],
    ['{}', ['.constructor', '.length'], undefined],
    ['42', [], 42],
    ['0xFF', [], 255],
    ['{"s":"0x1F"}', ['.s'], 31],
    ['true', [], 1],
    ['not json', ['.temp'], 'elsewhere'],
    ['{"a":1,"a":2}', ['.a#2'], 'elsewhere'],
    ['{"a":1,"a":2}', ['.a'], 'elsewhere'],
    ['{"a":{"b":1},"a":2}', ['.a', '.b'], 'elsewhere'],
    ['{"x":{"b":1},"a":{"b":2}}', ['.a', '.b'], 2],
  ] as const)('of %s at %j is %s', (payload, path, number) => {
    expect(charted(quickNumberAt(Buffer.from(payload), path))).toBe(number);
  });

  it('is the same by the quick way and by the decoded value', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 4 }), jsonTexts), (text) => {
        const payload = Buffer.from(text);
        for (const path of paths(json(text))) {
          const quick = quickNumberAt(payload, path);
          if (quick === 'elsewhere') continue;
          const value = valueAt(json(text), path);
          const decoded = value === undefined ? undefined : numericValue(value);
          expect([quick?.text, quick?.double]).toEqual([decoded?.text, decoded?.double]);
        }
      }),
    );
  });

  it.each([
    ['{"name":"x","in":{"co2":400},"temp":20}', ['.in.co2', '.temp'], []],
    ['["a",[],7]', ['[2]'], []],
    ['{"name":"x"}', [], []],
    ['{"temp":"21.5 °C","on":true,"name":"x"}', ['.temp'], ['.on']],
    ['{"battery":97,"linkquality":120,"temp":21}', ['.temp', '.battery', '.linkquality'], []],
    ['{"timestamp":17,"seq":3,"metrics":{"temp":20}}', ['.metrics.temp'], ['.timestamp', '.seq']],
    ['{"Id":7,"on":true,"in":{"ts":5},"name":"x"}', [], ['.Id', '.in.ts', '.on']],
  ])('is found with the others of %s', (text, measured, others) => {
    const found = numbersIn(json(text));
    expect(found.measured.map((path) => path.join(''))).toEqual(measured);
    expect(found.others.map((path) => path.join(''))).toEqual(others);
  });

  it.each([
    ['21.5 °C', [], '°C'],
    ['45%', [], '%'],
    ['21.5', [], undefined],
    ['{"t":"3 W","n":1}', ['.t'], 'W'],
    ['{"t":"3 W","n":1}', ['.n'], undefined],
    ['{"t":', ['.t'], undefined],
    ['x'.repeat(100), [], undefined],
  ])('has the unit that comes with it: %s %j', (payload, path, unit) => {
    expect(quickUnitAt(Buffer.from(payload), path)).toBe(unit);
  });
});

describe('a path that is typed', () => {
  it.each([
    ['.temp', ['.temp']],
    ['temp', ['.temp']],
    ['.sensors[0].temp', ['.sensors', '[0]', '.temp']],
    ['["odd name"].a-b', ['["odd name"]', '.a-b']],
    ['.a#2', ['.a#2']],
    ['.', []],
  ])('%s', (typed, path) => {
    expect(parseValuePath(typed)).toEqual(path);
  });

  it.each(['.a..b', '[x]', '.a b', '["open'])('%j is none', (typed) => {
    expect(parseValuePath(typed)).toBeUndefined();
  });

  it('leads back to the value that it was shown for', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), (text) => {
        const inner = paths(json(text)).filter((path) => path.length > 0);
        expect(inner.map((path) => parseValuePath(path.join('')))).toEqual(inner);
      }),
    );
  });
});

describe('a value as a number', () => {
  const number: Value = { kind: 'number', text: '2.5' };

  it.each([
    [number, 2.5],
    [{ kind: 'number', text: '1e999' }, undefined],
    [{ kind: 'boolean', value: true }, 1],
    [{ kind: 'boolean', value: false }, 0],
    [{ kind: 'string', text: '3 V' }, 3],
    [{ kind: 'string', text: 'on' }, undefined],
    [{ kind: 'tag', tag: 't', value: number }, 2.5],
    [{ kind: 'null' }, undefined],
    [{ kind: 'undefined' }, undefined],
    [{ kind: 'bytes', bytes: Uint8Array.of(1) }, undefined],
    [{ kind: 'list', items: [number] }, undefined],
    [{ kind: 'map', members: [{ key: 'a', value: number }] }, undefined],
    [{ kind: 'omitted', why: '1' }, undefined],
  ] as const)('%j is %s', (value, expected) => {
    expect(numericValue(value)?.double).toBe(expected);
  });

  it('is looked for among so many values', () => {
    const list = json('["a", "b", 3]');
    expect(numbersIn(list, 4).measured).toEqual([['[2]']]);
    expect(numbersIn(list, 3).measured).toEqual([]);
    expect(numbersIn(json('["a", {"b": ["c"], "d": 5}]'), 100).measured).toEqual([['[1]', '.d']]);
  });

  it('is no time, number or name where there is something else', () => {
    for (const key of ['time', 'timestamp', 'ts', 'seq', 'sequence', 'ID']) {
      expect(numbersIn(json(`{"${key}": 1, "temp": 2}`)).measured).toEqual([['.temp']]);
      expect(numbersIn(json(`{"${key}": 1}`)).others).toEqual([[`.${key}`]]);
    }
    expect(numbersIn(json('{"times": 1}')).measured).toEqual([['.times']]);
    expect(numbersIn(json('{"uptimes": 1, "temp": 2}')).measured).toEqual([
      ['.uptimes'],
      ['.temp'],
    ]);
  });

  it.each([
    ['true', 1],
    ['false', 0],
    ['truely', 'elsewhere'],
    ['on', 'elsewhere'],
    ['{"a":1}', 'elsewhere'],
  ])('%s is %s', (payload, expected) => {
    expect(charted(quickNumberAt(Buffer.from(payload), []))).toBe(expected);
  });

  it.each([
    [['.a#2'], 'elsewhere'],
    [['["a"]'], 1],
    [['["a', 'x'], 'elsewhere'],
    [['[{}]'], 'elsewhere'],
    [['.b', '[1]'], 3],
    [['.c'], undefined],
    [['.d'], 0],
  ])('at %j it is %s', (path, expected) => {
    const payload = Buffer.from('{"a":1,"b":[2,3],"c":1e999,"d":false}');
    expect(charted(quickNumberAt(payload, path))).toBe(expected);
  });
});
