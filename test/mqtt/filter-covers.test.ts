import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterCovers } from '../../source/mqtt/filter-covers.ts';
import { topicFilterProblem, topicMatches } from '../../source/mqtt/topic.ts';

const level = fc.constantFrom('a', 'b', '', '$SYS');
const names = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
const filters = fc
  .array(fc.oneof(level, fc.constantFrom('+', '#')), { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join('/'))
  .filter((filter) => topicFilterProblem(filter) === undefined);

describe('a topic filter', () => {
  it.each([
    ['#', 'a/b'],
    ['#', 'a/#'],
    ['+/b', '+/b'],
    ['a/#', 'a'],
    ['a/#', 'a/+/c'],
    ['$share/g/a/#', 'a/b'],
  ])('%s covers %s', (outer, inner) => {
    expect(filterCovers(outer, inner)).toBe(true);
  });

  it.each([
    ['a/+', 'a/#'],
    ['#', '$SYS/#'],
    ['a/b', 'a/+'],
    ['a/+', 'a'],
  ])('%s does not cover %s', (outer, inner) => {
    expect(filterCovers(outer, inner)).toBe(false);
  });

  it('that covers another matches all that the other does', () => {
    fc.assert(
      fc.property(filters, filters, names, (outer, inner, name) => {
        const isBrought = filterCovers(outer, inner) && topicMatches(inner, name);
        expect(!isBrought || topicMatches(outer, name)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('covers a topic name when it matches it', () => {
    fc.assert(
      fc.property(filters, names, (filter, name) => {
        expect(filterCovers(filter, name)).toBe(topicMatches(filter, name));
      }),
      { numRuns: 1000 },
    );
  });
});
