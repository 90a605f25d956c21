import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJson } from '../../source/payload/json.ts';
import { firstNumberIn, numericValue, quickNumberAt } from '../../source/payload/number-at.ts';
import {
  memberSegments,
  parseValuePath,
  valueAt,
  type ValuePath,
} from '../../source/payload/value-path.ts';
import { untagged, type Value } from '../../source/payload/value.ts';

const json = (text: string): Value => decodeJson(Buffer.from(text))!;

const paths = (value: Value, path: ValuePath = []): ValuePath[] => {
  const inner = untagged(value).value;
  if (inner.kind === 'list')
    return inner.items.flatMap((item, index) => paths(item, [...path, `[${index}]`]));
  if (inner.kind !== 'map') return [path];
  const segments = memberSegments(inner.members.map(({ key }) => key));
  return inner.members.flatMap((member, index) => paths(member.value, [...path, segments[index]!]));
};

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
    ['true', [], 1],
    ['not json', ['.temp'], 'elsewhere'],
    ['{"a":1,"a":2}', ['.a#2'], 'elsewhere'],
  ] as const)('of %s at %j is %s', (payload, path, number) => {
    expect(quickNumberAt(Buffer.from(payload), path)).toBe(number);
  });

  it('is the same by the quick way and by the decoded value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const payload = Buffer.from(text);
        for (const path of paths(json(text))) {
          const quick = quickNumberAt(payload, path);
          if (quick === 'elsewhere') continue;
          const value = valueAt(json(text), path);
          expect(quick).toBe(value === undefined ? undefined : numericValue(value));
        }
      }),
    );
  });

  it('is looked for in the order of the members', () => {
    expect(firstNumberIn(json('{"name":"x","in":{"co2":400},"temp":20}'))).toEqual(['.in', '.co2']);
    expect(firstNumberIn(json('["a",[],7]'))).toEqual(['[2]']);
    expect(firstNumberIn(json('{"name":"x"}'))).toBeUndefined();
  });

  it('is a time, a sequence number or an identifier only where there is nothing else', () => {
    const envelope = '{"timestamp":1795412973464,"seq":3,"metrics":{"temp":20}}';
    expect(firstNumberIn(json(envelope))).toEqual(['.metrics', '.temp']);
    expect(firstNumberIn(json('{"Id":7,"in":{"ts":5},"name":"x"}'))).toEqual(['.Id']);
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
