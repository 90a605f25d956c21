import { describe, expect, it } from 'vitest';
import { isStale, newestAt } from '../../source/model/staleness.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const minute = 60_000;

/** A topic `a/b` whose messages came at these times, ms. */
const treeAt = (...times: readonly number[]): TopicTree => {
  const tree = treeOf();
  for (const receivedAt of times) tree.record(aMessage('a/b', 'x', { receivedAt }));
  return tree;
};

const isStaleAt = (tree: TopicTree, now: number, after?: number): boolean =>
  isStale(tree, nodeOf(tree, 'a/b'), now, after);

describe('a topic', () => {
  it('is stale after ten of its usual intervals', () => {
    const tree = treeAt(0, minute, 2 * minute, 6 * minute);
    expect(newestAt(tree, nodeOf(tree, 'a/b'))).toBe(6 * minute);
    expect(isStaleAt(tree, 26 * minute)).toBe(false);
    expect(isStaleAt(tree, 26 * minute + 1)).toBe(true);
  });

  it('is not stale within a minute, however often it comes', () => {
    const tree = treeAt(0, 10, 20, 30);
    expect(isStaleAt(tree, 30 + minute)).toBe(false);
    expect(isStaleAt(tree, 31 + minute)).toBe(true);
  });

  it('with fewer than four messages tells nothing', () => {
    expect(isStaleAt(treeAt(0, 10, 20), 1e9)).toBe(false);
  });

  it('is stale after the time that is asked for', () => {
    const tree = treeAt(1000);
    expect(isStaleAt(tree, 6000, 5000)).toBe(false);
    expect(isStaleAt(tree, 6001, 5000)).toBe(true);
  });

  it('without messages is a branch, which is never stale', () => {
    const tree = treeAt(0);
    expect(newestAt(tree, nodeOf(tree, 'a'))).toBeUndefined();
    expect(isStale(tree, nodeOf(tree, 'a'), 1e12, 1)).toBe(false);
  });
});
