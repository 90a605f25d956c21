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
    expect(numericValue(value)).toBe(expected);
  });

  it('is looked for among so many values', () => {
    const list = json('["a", "b", 3]');
    expect(firstNumberIn(list, 4)).toEqual(['[2]']);
    expect(firstNumberIn(list, 3)).toBeUndefined();
    expect(firstNumberIn(json('["a", {"b": ["c"], "d": 5}]'), 100)).toEqual(['[1]', '.d']);
  });

  it('is no time, number or name where there is something else', () => {
    for (const key of ['time', 'timestamp', 'ts', 'seq', 'sequence', 'ID']) {
      expect(firstNumberIn(json(`{"${key}": 1, "temp": 2}`))).toEqual(['.temp']);
      expect(firstNumberIn(json(`{"${key}": 1, "id": 2}`))).toEqual([`.${key}`]);
    }
    expect(firstNumberIn(json('{"times": 1, "temp": 2}'))).toEqual(['.times']);
    expect(firstNumberIn(json('{"uptime": 1, "temp": 2}'))).toEqual(['.uptime']);
  });

  it.each([
    ['true', 1],
    ['false', 0],
    ['truely', 'elsewhere'],
    ['on', 'elsewhere'],
    ['{"a":1}', 'elsewhere'],
  ])('%s is %s', (payload, expected) => {
    expect(quickNumberAt(Buffer.from(payload), [])).toBe(expected);
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
    expect(quickNumberAt(Buffer.from('{"a":1,"b":[2,3],"c":1e999,"d":false}'), path)).toBe(
      expected,
    );
  });
});
