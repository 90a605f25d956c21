import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { type TreeOrder, treeOrders } from '../../source/model/tree-order.ts';
import { aMessage } from '../support/messages.ts';
import { treeOf, unfolded } from '../support/topic-trees.ts';

const levelsOf = ({ view }: TopicTree, order: TreeOrder, now = 0): string[] => {
  view.order = order;
  view.prepare(now);
  return view.rows(0, view.rowCount).map(({ level }) => level);
};

const say = (tree: TopicTree, level: string, at: number, times = 1): void => {
  for (let count = 0; count < times; count += 1)
    tree.record(aMessage(level, '', { receivedAt: at }));
};

describe('the order by name', () => {
  it('puts plain numbers by value', () => {
    expect(levelsOf(treeOf(['10', '9', '100', '1', '2']), 'name')).toEqual([
      '1',
      '2',
      '9',
      '10',
      '100',
    ]);
  });

  it('puts numbers in names by value', () => {
    const levels = ['room10', 'room9', 'room1', '2nd', '10th', 'Room2'];
    expect(levelsOf(treeOf(levels), 'name')).toEqual([
      '2nd',
      '10th',
      'Room2',
      'room1',
      'room9',
      'room10',
    ]);
  });

  it('puts everything else by code point', () => {
    expect(levelsOf(treeOf(['b', 'a', 'B', '$SYS', 'é', 'ab']), 'name')).toEqual([
      '$SYS',
      'B',
      'a',
      'ab',
      'b',
      'é',
    ]);
  });

  it.each([
    ['numbers and words that begin with a digit', ['9', '10', '100', '1a', '8x', 'a', '-1', '']],
    ['numbers of one value', ['1', '01', '001', '2']],
  ])('does not depend on the order in which they came: %s', (_name, all) => {
    const some = fc.subarray(all, { minLength: 2 });
    const shuffled = some.chain((levels) =>
      fc.tuple(fc.constant(levels), fc.shuffledSubarray(levels, { minLength: levels.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(levelsOf(treeOf(one), 'name')).toEqual(levelsOf(treeOf(other), 'name'));
      }),
    );
  });
});

describe('the orders by traffic', () => {
  it('put first what came last, came most, comes most', () => {
    const tree = treeOf();
    say(tree, 'often', 0, 100);
    say(tree, 'now', 60_000, 5);
    say(tree, 'last', 60_001, 1);
    expect(levelsOf(tree, 'latest', 60_100)).toEqual(['last', 'now', 'often']);
    expect(levelsOf(tree, 'count', 60_100)).toEqual(['often', 'now', 'last']);
    expect(levelsOf(tree, 'rate', 60_100)).toEqual(['now', 'last', 'often']);
    expect(levelsOf(tree, 'name', 60_100)).toEqual(['last', 'now', 'often']);
  });

  it.each(treeOrders.filter((order) => order !== 'latest'))(
    'go by name where they are equal (%s)',
    (order) => {
      const tree = treeOf(['b', '10', 'a', '2']);
      expect(levelsOf(tree, order)).toEqual(['2', '10', 'a', 'b']);
    },
  );

  it('have the most bytes first where they go by size: of the newest payloads, with all below', () => {
    const tree = treeOf();
    for (const [topic, payload] of [
      ['a', 'x'.repeat(9)],
      ['b/1', '18C'],
      ['b/2', '18C'],
      ['c', '18.5'],
      ['a', 'x'],
    ] as const)
      tree.record(aMessage(topic, payload));
    expect(levelsOf(tree, 'size').filter((level) => /[abc]/.test(level))).toEqual(['b', 'c', 'a']);
    expect(tree.root.bytesBelow).toBe(11);
  });

  it('tell apart which came last at one and the same time', () => {
    expect(levelsOf(treeOf(['b', '10', 'a', '2']), 'latest')).toEqual(['2', 'a', '10', 'b']);
  });

  it('stand still for a second', () => {
    const tree = treeOf(['b', 'a']);
    expect(levelsOf(tree, 'latest', 10_000)).toEqual(['a', 'b']);
    say(tree, 'b', 10_100);
    expect(levelsOf(tree, 'latest', 10_999)).toEqual(['a', 'b']);
    expect(levelsOf(tree, 'latest', 11_000)).toEqual(['b', 'a']);
  });

  it('are brought up to date after the clock was set back: last is what came last', () => {
    const tree = treeOf(['b', 'a']);
    expect(levelsOf(tree, 'latest', 10_000_000)).toEqual(['a', 'b']);
    say(tree, 'a', 1_000_000);
    say(tree, 'b', 999_999);
    expect(levelsOf(tree, 'latest', 1_005_000)).toEqual(['b', 'a']);
  });

  it('take a new topic in at once', () => {
    const tree = treeOf(['a']);
    levelsOf(tree, 'latest', 10_000);
    say(tree, 'c', 10_100);
    expect(levelsOf(tree, 'latest', 10_101)).toEqual(['c', 'a']);
  });
});

const first = ({ view }: TopicTree): string => view.rows(0, 1)[0]?.level ?? '';

describe('the order on the screen', () => {
  it('stays as it is between two frames, however often it is read', () => {
    const tree = treeOf();
    say(tree, 'a', 0, 2);
    say(tree, 'b', 0, 1);
    tree.view.order = 'count';
    tree.view.prepare(10_000);
    expect(first(tree)).toBe('a');
    say(tree, 'b', 0, 2);
    expect(first(tree)).toBe('a');
    tree.view.prepare(10_500);
    expect(first(tree)).toBe('a');
    tree.view.prepare(11_000);
    expect(first(tree)).toBe('b');
  });

  it('is made for what comes to the screen, and is another one at once when that is wanted', () => {
    const tree = treeOf();
    say(tree, 'a', 0, 2);
    say(tree, 'b', 0, 3);
    tree.view.prepare(10_000);
    expect(first(tree)).toBe('a');
    tree.view.order = 'count';
    expect(first(tree)).toBe('b');
  });

  it('is left alone where nobody looks, and made again for what comes back', () => {
    const tree = treeOf();
    say(tree, 'a/x', 0, 1);
    say(tree, 'a/y', 0, 2);
    unfolded(tree);
    tree.view.order = 'count';
    tree.view.prepare(10_000);
    expect(tree.view.rows(0, 5).map(({ level }) => level)).toEqual(['a', 'y', 'x']);
    tree.view.prepare(11_000);
    tree.view.rows(0, 1);
    tree.view.prepare(12_000);
    expect([...tree.view.looked].map(({ level }) => level)).toEqual(['a']);
    say(tree, 'a/x', 0, 5);
    expect(tree.view.rows(1, 1).map(({ level }) => level)).toEqual(['x']);
  });
});
