import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeOf } from '../../support/topic-trees.ts';
import { branchFilter } from '../../../source/session/monitor/branch-filter.ts';
import type { FilterContext } from '../../../source/session/monitor/filter-tests.ts';
import { asTest, readFilter } from '../../../source/session/monitor/read-filter.ts';
import { aMessage } from '../../support/messages.ts';

const level = fc.oneof(
  fc.constantFrom('', '"', '""', ' ', ' "', '" "', 'a', 'A', '$share', '$SYS', '-', '!', ':', '\\'),
  fc
    .array(fc.constantFrom('"', ' ', 'a', 'b', '\\', ':', '-', '\u00a0', '\u3000', '灯', "'"), {
      maxLength: 6,
    })
    .map((letters) => letters.join('')),
);

const names = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));

/** What is left out by a filter, of some topics. */
const leftOut = (filter: string, topics: readonly string[]): string[] => {
  const tree = treeOf();
  const context: FilterContext = {
    tree: () => tree,
    last: (node) => tree.last(node),
    staleAfter: undefined,
    decode: () => undefined,
    onGivenUp: () => undefined,
  };
  const read = readFilter(filter.trim(), context);
  if (typeof read === 'string') throw new Error(read);
  const test = asTest(read);
  for (const topic of topics) tree.record(aMessage(topic, 'x'));
  return topics.filter((topic) => {
    const node = tree.find(topic);
    return node !== undefined && test.passes(node, 0);
  });
};

describe('the filter of a branch', () => {
  it.each([
    ['site/1', 'mqtt:site/1/#'],
    ['two words', 'mqtt:"two words/#"'],
    ['a"b', 'mqtt:"a""b/#"'],
    ['$share/g/x', 'mqtt:$share/any/$share/g/x/#'],
    ['$share', 'mqtt:$share/any/$share/#'],
    ['$shared/x', 'mqtt:$shared/x/#'],
    ['x/$share/y', 'mqtt:x/$share/y/#'],
    ['"a" "b"', 'mqtt:"""a"" ""b""/#"'],
  ])('is written as it could be typed: %s', (topic, filter) => {
    expect(branchFilter(topic)).toBe(filter);
  });

  it('reads back as exactly that topic and what is below', () => {
    fc.assert(
      fc.property(names, fc.uniqueArray(names, { maxLength: 8 }), (topic, others) => {
        const topics = [...new Set([topic, `${topic}/x`, ...others])].filter((one) => one !== '');
        const wanted = topics.filter((one) => one === topic || one.startsWith(`${topic}/`));
        expect(leftOut(branchFilter(topic), topics)).toEqual(wanted);
      }),
    );
  });
});
