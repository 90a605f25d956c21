import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterMatcher } from '../../source/mqtt/filter-matcher.ts';
import { filtersOverlap } from '../../source/mqtt/filter-overlap.ts';
import { topicMatches } from '../../source/mqtt/topic.ts';
import { topicFilters, topicNames } from '../support/arbitraries.ts';

describe('two filters overlap', () => {
  it.each([
    ['#', 'a/b', true],
    ['a/#', 'a', true],
    ['a/+', '+/b', true],
    ['a/+/c', 'a/b/#', true],
    ['$share/one/a/#', 'a/b', true],
    ['$share/one/a', '$share/two/a', true],
    ['#', '$SYS/#', false],
    ['+/broker', '$SYS/#', false],
    ['$SYS/#', '$SYS/+/version', true],
    ['a/+', 'a/b/c', false],
    ['a', 'a/', false],
    ['a/b/#', 'a/c/#', false],
    ['a', 'b', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(filtersOverlap(one, other)).toBe(expected);
    expect(filtersOverlap(other, one)).toBe(expected);
  });

  it('whenever a name matches both', () => {
    fc.assert(
      fc.property(topicFilters, topicFilters, topicNames, (one, other, name) => {
        fc.pre(topicMatches(one, name) && topicMatches(other, name));
        expect(filtersOverlap(one, other)).toBe(true);
      }),
      { numRuns: 300, maxSkipsPerRun: 1000 },
    );
  });

  it('only where a name can match both', () => {
    fc.assert(
      fc.property(topicFilters, topicFilters, (one, other) => {
        fc.pre(filtersOverlap(one, other));
        const bare = [one, other].map((filter) => filter.replace(/^\$share\/[^/]*\//, ''));
        const [left = [], right = []] = bare.map((filter) => filter.split('/'));
        const length = Math.max(left.length, right.length);
        const levels = Array.from({ length }, (_, index) =>
          [left[index], right[index]].find((level) => level !== undefined && !/^[+#]$/.test(level)),
        );
        const name = levels.map((level) => level ?? 'x').join('/');
        const shorter = name.replace(/\/x$/, '');
        const both = (topic: string): boolean =>
          topicMatches(one, topic) && topicMatches(other, topic);
        expect([one, other, both(name) || both(shorter)]).toEqual([one, other, true]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a filter made ready', () => {
  it('matches the same names', () => {
    fc.assert(
      fc.property(topicFilters, topicNames, (filter, name) => {
        expect(filterMatcher(filter)(name)).toBe(topicMatches(filter, name));
      }),
      { numRuns: 2000 },
    );
  });
});
