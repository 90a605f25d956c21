import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { filterMatcher } from '../../source/mqtt/topic-filters.ts';
import { topicMatches } from '../../source/mqtt/topic.ts';

const levels = (names: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...names), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join('/'));

const names = levels(['', 'a', 'ab', '$SYS']);

const filters = fc
  .tuple(
    fc.constantFrom('', '$share/g/'),
    levels(['', 'a', 'ab', '+', '$SYS']),
    fc.constantFrom('', '/#'),
  )
  .map((parts) => parts.join(''));

it('a filter that was made ready matches what it matches otherwise', () => {
  fc.assert(
    fc.property(fc.oneof(filters, fc.constantFrom('#', '$share/g/#')), names, (filter, name) => {
      expect(filterMatcher(filter)(name)).toBe(topicMatches(filter, name));
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['#', 'a/b', true],
  ['#', '$SYS/a', false],
  ['a/#', 'a', true],
  ['a/#', 'a/b/c', true],
  ['a/#', 'ab', false],
  ['a', 'a', true],
  ['a', 'a/b', false],
  ['+/b', 'a/b', true],
  ['$share/g/a/#', 'a/b', true],
])('whether %s matches %s: %s', (filter, name, expected) => {
  expect(filterMatcher(filter)(name)).toBe(expected);
});
