import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeJson } from '../../source/payload/json.ts';
import { jsonMember } from '../../source/payload/json-member.ts';
import type { JsonPath } from '../../source/payload/json-path.ts';
import { untagged, type Value } from '../../source/payload/value.ts';
import { jsonTexts } from '../support/arbitraries.ts';

/** Every number of a value with its path; of members that share a name, those of the last. */
const numbersOf = (value: Value, path: JsonPath = []): [JsonPath, string][] => {
  const inner = untagged(value).value;
  if (inner.kind === 'number') return [[path, inner.text]];
  if (inner.kind === 'list')
    return inner.items.flatMap((item, index) => numbersOf(item, [...path, index]));
  if (inner.kind !== 'map') return [];
  const last = new Map(inner.members.map((member) => [member.key, member.value]));
  return [...last].flatMap(([key, member]) => numbersOf(member, [...path, key]));
};

it('a number in JSON is found with its digits, wherever it stands', () => {
  let found = 0;
  fc.assert(
    fc.property(jsonTexts, (text) => {
      for (const [path, digits] of numbersOf(decodeJson(Buffer.from(text))!)) {
        found += 1;
        expect(jsonMember(text, path)).toMatchObject({ text: digits, double: Number(digits) });
      }
    }),
    { numRuns: 1000 },
  );
  expect(found).toBeGreaterThan(300);
});

it.each<[string, JsonPath, unknown]>([
  ['{"a":"x"}', ['a'], 'x'],
  ['{"a":false}', ['a'], false],
  ['{"a":null}', ['a'], null],
  ['{"a":[1]}', ['a'], undefined],
  ['{"a":1}', ['b'], undefined],
  ['{"a":[1]}', ['a', '0'], undefined],
  ['{"a":1}', ['constructor'], undefined],
])('in %s at %j is %j', (text, path, member) => {
  expect(jsonMember(text, path)).toBe(member);
});

it('a number in JSON has no more than 1,000 characters', () => {
  const digits = '1'.repeat(1000);
  expect(jsonMember(`[${digits}]`, [0])).toMatchObject({ text: digits, double: Infinity });
  expect(jsonMember(`[${digits}1]`, [0])).toBeUndefined();
});

it('what is not JSON is an error', () => {
  for (const text of ['', '{', '{"a":1}x', "{'a':1}"])
    expect(() => jsonMember(text, ['a'])).toThrow(SyntaxError);
});
