import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterCovers, filterMatcher, filtersOverlap } from '../../source/mqtt/topic-filters.ts';
import { topicFilterProblem, topicMatches, topicNameProblem } from '../../source/mqtt/topic.ts';
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

  it('exactly where there is a name that both match', () => {
    const levelsUpTo = (most: number, level: readonly string[]): string[] =>
      most === 0
        ? []
        : levelsUpTo(most - 1, level)
            .flatMap((start) => level.map((end) => `${start}/${end}`))
            .concat(level);
    const level = ['a', 'b', '', '$x'];
    const names = [...new Set(levelsUpTo(4, [...level, 'c']))].filter(
      (name) => topicNameProblem(name) === undefined,
    );
    const filters = [...new Set(levelsUpTo(3, [...level, '+', '#']))].filter(
      (filter) => topicFilterProblem(filter) === undefined,
    );
    const matched = filters.map(
      (filter) => new Set(names.filter((name) => topicMatches(filter, name))),
    );
    const wrong = filters.flatMap((one, left) =>
      filters.flatMap((other, right) => {
        const isWanted = [...matched[left]!].some((name) => matched[right]!.has(name));
        const found = [filtersOverlap(one, other), filtersOverlap(`$share/g/${one}`, other)];
        return found.every((overlap) => overlap === isWanted) ? [] : [`${one} ${other}`];
      }),
    );
    expect(filters.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
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

const someLevel = fc.constantFrom('a', 'b', '', '$SYS');
const someNames = fc
  .array(someLevel, { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join('/'));
const someFilters = fc
  .array(fc.oneof(someLevel, fc.constantFrom('+', '#')), { minLength: 1, maxLength: 4 })
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
      fc.property(someFilters, someFilters, someNames, (outer, inner, name) => {
        const isBrought = filterCovers(outer, inner) && topicMatches(inner, name);
        expect(!isBrought || topicMatches(outer, name)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('covers a topic name when it matches it', () => {
    fc.assert(
      fc.property(someFilters, someNames, (filter, name) => {
        expect(filterCovers(filter, name)).toBe(topicMatches(filter, name));
      }),
      { numRuns: 1000 },
    );
  });
});
