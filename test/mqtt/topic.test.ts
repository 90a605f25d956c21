import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  sharedSubscription,
  topicFilterProblem,
  topicLevels,
  topicMatches,
  topicNameProblem,
} from '../../source/mqtt/topic.ts';
import { topicFilters, topicNames } from '../support/arbitraries.ts';

/** The rules of matching (MQTT 5, 4.7 and 4.8.2) once more, as one regular expression. */
const asRegExp = (filter: string): RegExp => {
  const levels = filter.replace(/^\$share\/[^/]*\//, '').split('/');
  const pattern = levels.map((level, index) => {
    const slash = index === 0 ? '' : '/';
    if (level === '#') return index === 0 ? '.*' : '(?:/.*)?';
    return slash + (level === '+' ? '[^/]*' : level.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  });
  const noDollar = /^[+#]$/.test(levels[0] ?? '') ? '(?!\\$)' : '';
  return new RegExp(`^${noDollar}${pattern.join('')}$`, 'su');
};

/** Puts `+` for some levels of a name and `#` for its tail. */
const loosened = fc
  .record({
    name: topicNames,
    plus: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    keep: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ name, plus, keep }) => {
    const levels = name.split('/').map((level, index) => (plus[index] === true ? '+' : level));
    const filter = keep < levels.length ? [...levels.slice(0, keep), '#'] : levels;
    return { name, filter: filter.join('/') };
  })
  .filter(({ filter }) => filter !== '' && !/^\$share(\/|$)/.test(filter));

describe('topicMatches', () => {
  it.each([
    ['a/b', 'a/b'],
    ['+', 'a'],
    ['a/+', 'a/'],
    ['+/a', '/a'],
    ['+/+', '/'],
    ['#', 'a/b/c'],
    ['#', '/'],
    ['a/#', 'a'],
    ['a/#', 'a/'],
    ['a/#', 'a/b/c'],
    ['a/+/c', 'a//c'],
    ['$SYS/#', '$SYS/broker/uptime'],
    ['$SYS/+', '$SYS/uptime'],
    ['a/#', 'a/$b'],
    ['$share/g/a/#', 'a/b'],
    ['$share/g/#', 'a'],
    ['$share/g//a', '/a'],
    ['$share/g/$SYS/#', '$SYS/a'],
    ['你/+', '你/😀'],
  ])('says that %s matches %s', (filter, name) => {
    expect(topicMatches(filter, name)).toBe(true);
  });

  it.each([
    ['a', '/a'],
    ['a', 'a/'],
    ['/a', 'a'],
    ['+', '/a'],
    ['+', 'a/b'],
    ['a/+', 'a'],
    ['a/+', 'a/b/c'],
    ['a/#', 'ab'],
    ['a/b', 'a//b'],
    ['A', 'a'],
    ['#', '$SYS/a'],
    ['+/a', '$SYS/a'],
    ['$share/g/#', '$SYS/a'],
    ['$share/g/+/a', '$SYS/a'],
    ['$share/g/a', '$share/g/a'],
    ['a.c', 'abc'],
  ])('says that %s does not match %s', (filter, name) => {
    expect(topicMatches(filter, name)).toBe(false);
  });

  it('agrees with the standard written as a regular expression, for any filter and name', () => {
    fc.assert(
      fc.property(topicFilters, topicNames, (filter, name) => {
        expect(topicMatches(filter, name)).toBe(asRegExp(filter).test(name));
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with it for filters that are made from the name', () => {
    fc.assert(
      fc.property(loosened, ({ filter, name }) => {
        expect(topicMatches(filter, name)).toBe(asRegExp(filter).test(name));
        expect(topicMatches(filter, name)).toBe(!(/^[+#]/.test(filter) && name.startsWith('$')));
      }),
      { numRuns: 1000 },
    );
  });

  it('is not changed by sharing the subscription', () => {
    fc.assert(
      fc.property(loosened, topicNames, ({ filter }, name) => {
        expect(topicMatches(`$share/group/${filter}`, name)).toBe(topicMatches(filter, name));
      }),
    );
  });
});

describe('topicNameProblem', () => {
  it.each([
    'a',
    '/',
    '/a',
    'a/',
    'a//b',
    ' ',
    '$SYS/a',
    '你好',
    '😀',
    'a'.repeat(65_535),
    '你'.repeat(21_845),
  ])('takes %j', (name) => {
    expect(topicNameProblem(name)).toBeUndefined();
  });

  it.each([
    ['', 'at least one character'],
    ['a\0b', 'U+0000'],
    ['a/\ud83d', 'half a surrogate pair'],
    ['\ude00', 'half a surrogate pair'],
    ['a/+/b', '"+"'],
    ['a/#', '"#"'],
    ['a+b', '"+"'],
    ['a\tb', 'control character'],
    ['a\u0085', 'control character'],
    ['\u007f/a', 'control character'],
    ['a\uffff', 'noncharacter'],
    ['\u{1fffe}', 'noncharacter'],
    ['a'.repeat(65_536), 'at most 65535 bytes'],
    ['你'.repeat(21_846), '65538'],
  ])('refuses %j and names the rule', (name, rule) => {
    expect(topicNameProblem(name)).toContain(rule);
    expect(topicNameProblem(name)).toMatch(/^A topic name .*\.$/);
  });

  it('finds nothing wrong with any generated name', () => {
    fc.assert(
      fc.property(topicNames, (name) => {
        expect(topicNameProblem(name)).toBeUndefined();
      }),
    );
  });
});

describe('topicFilterProblem', () => {
  it.each([
    '#',
    '+',
    '/',
    '/#',
    '+/+',
    'a/+/b/#',
    '$SYS/#',
    '//+',
    '+/a',
    'a/$share/#',
    '$shared/a',
    '$share/g/a',
    '$share/g/#',
    '$share/g//',
    '$share/你/+/a',
  ])('takes %s', (filter) => {
    expect(topicFilterProblem(filter)).toBeUndefined();
  });

  it.each([
    ['', 'at least one character'],
    ['a\0/#', 'U+0000'],
    ['\ud800/#', 'half a surrogate pair'],
    // Mosquitto ends the connection of whoever sends these (MQTT 5, 1.5.4).
    ['a\n/#', 'control character'],
    ['\u009f', 'control character'],
    ['\ufdd0/+', 'noncharacter'],
    ['a'.repeat(65_536), 'at most 65535 bytes'],
    ['a#', '"#" must stand alone'],
    ['a/b#', '"#" must stand alone'],
    ['a/#/b', '"#" must be the last level'],
    ['#/', '"#" must be the last level'],
    ['##', '"#" must stand alone'],
    ['a+', '"+" must stand alone'],
    ['a/+b/c', '"+" must stand alone'],
    ['++', '"+" must stand alone'],
    ['$share', '$share/<group>/<filter>'],
    ['$share/', '$share/<group>/<filter>'],
    ['$share/g', '$share/<group>/<filter>'],
    ['$share/g/', '$share/<group>/<filter>'],
    ['$share//a', '$share/<group>/<filter>'],
    ['$share/g+/a', 'group of a shared subscription'],
    ['$share/#/a', 'group of a shared subscription'],
    ['$share/g/a#', '"#" must stand alone'],
    ['$share/g/#/a', '"#" must be the last level'],
  ])('refuses %j and names the rule', (filter, rule) => {
    expect(topicFilterProblem(filter)).toContain(rule);
    expect(topicFilterProblem(filter)).toMatch(/^[A-Z].*\.$/);
  });

  it('finds nothing wrong with any generated filter', () => {
    fc.assert(
      fc.property(topicFilters, (filter) => {
        expect(topicFilterProblem(filter)).toBeUndefined();
      }),
    );
  });

  it('takes every topic name but those that look like a shared subscription', () => {
    fc.assert(
      fc.property(topicNames, (name) => {
        const isTaken = topicFilterProblem(name) === undefined;
        expect(isTaken || /^\$share(\/|$)/.test(name)).toBe(true);
      }),
    );
  });
});

describe('topicLevels', () => {
  it.each([
    ['a', ['a']],
    ['/a', ['', 'a']],
    ['a/', ['a', '']],
    ['a//b', ['a', '', 'b']],
    ['/', ['', '']],
  ])('counts empty levels in %s', (topic, levels) => {
    expect(topicLevels(topic)).toEqual(levels);
  });
});

describe('sharedSubscription', () => {
  it.each([
    ['$share/g/a/b', { group: 'g', filter: 'a/b' }],
    ['$share/g//a', { group: 'g', filter: '/a' }],
    ['$share/g/a\nb', { group: 'g', filter: 'a\nb' }],
    ['$share/g', undefined],
    ['share/g/a', undefined],
    ['a/$share/g/b', undefined],
  ])('reads %j', (filter, parts) => {
    expect(sharedSubscription(filter)).toEqual(parts);
  });
});
