import * as fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
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
  ['a/+/c', 'a//c', true],
  ['a/+/c', 'a/b/cd', false],
  ['+/+', '/', true],
])('whether %s matches %s: %s', (filter, name, expected) => {
  expect(filterMatcher(filter)(name)).toBe(expected);
});

it.each(['a/+/c', '$share/g/+/b/#'])('splits %s once, whatever it is asked', (filter) => {
  const splits = vi.spyOn(String.prototype, 'split');
  onTestFinished(() => splits.mockRestore());
  const matches = filterMatcher(filter);
  for (const name of ['a/b/c', 'a', 'b/b']) matches(name);
  expect(splits).toHaveBeenCalledTimes(1);
});
