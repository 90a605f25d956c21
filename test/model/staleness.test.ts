import { describe, expect, it } from 'vitest';
import { newestAt, silenceOf, staleFor, usualInterval } from '../../source/model/staleness.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const second = 1000;
const minute = 60 * second;
const start = Date.parse('2026-11-22T21:03:00Z');

/** A topic `a/b` with a message each `interval`, ms, the last one at `start`. */
const every = (interval: number, count: number, tree = treeOf()): TopicTree => {
  for (let left = count - 1; left >= 0; left -= 1)
    tree.record(aMessage('a/b', 'x', { receivedAt: start - left * interval }));
  return tree;
};

const staleAfter = (tree: TopicTree, silence: number, after?: number): number | undefined =>
  staleFor(tree, nodeOf(tree, 'a/b'), start + silence, after);

describe('a topic', () => {
  it('is stale after five of its usual intervals', () => {
    const tree = every(minute, 8);
    expect(usualInterval(tree, nodeOf(tree, 'a/b'))).toBe(minute);
    expect(staleAfter(tree, 5 * minute)).toBeUndefined();
    expect(staleAfter(tree, 5 * minute + 1)).toBe(5 * minute + 1);
  });

  it('is not stale within a minute, however often it comes', () => {
    const tree = every(10, 8);
    expect(staleAfter(tree, minute)).toBeUndefined();
    expect(staleAfter(tree, minute + 1)).toBe(minute + 1);
  });

  it('tells nothing with too few messages, or irregular ones', () => {
    expect(staleAfter(every(second, 5), 1e9)).toBeUndefined();
    const tree = treeOf();
    for (const at of [0, 1, 2, 90, 91, 250, 251, 400])
      tree.record(aMessage('a/b', 'x', { receivedAt: start + at * second }));
    expect(staleAfter(tree, 1e9)).toBeUndefined();
  });

  it('is stale after the time that is asked for', () => {
    const tree = every(second, 1);
    expect(staleAfter(tree, 5000, 5000)).toBeUndefined();
    expect(staleAfter(tree, 5001, 5000)).toBe(5001);
  });

  it('stays stale when the broker sends again what it has stored', () => {
    const tree = every(minute, 8);
    const reconnected = start + 10 * minute;
    tree.record(aMessage('a/b', 'x', { retain: true, receivedAt: reconnected }), true);
    expect(newestAt(tree, nodeOf(tree, 'a/b'))).toBe(reconnected);
    expect(staleAfter(tree, 11 * minute)).toBe(11 * minute);
    expect(usualInterval(tree, nodeOf(tree, 'a/b'))).toBe(minute);
  });

  it('that the broker had stored is silent since then, until it is heard', () => {
    const tree = treeOf();
    tree.record(aMessage('a/b', 'x', { retain: true, receivedAt: start }), true);
    expect(silenceOf(tree, nodeOf(tree, 'a/b'), start + 3)).toBe(3);
    every(minute, 7, tree);
    expect(usualInterval(tree, nodeOf(tree, 'a/b'))).toBe(minute);
  });

  it('is stale even when memory has run out for its messages', () => {
    const tree = every(minute, 8, treeOf([], { memory: 20_000 }));
    for (let index = 0; index < 500; index += 1)
      tree.record(aMessage('flood', 'x'.repeat(100), { receivedAt: start }));
    expect(nodeOf(tree, 'a/b').kept).toBe(0);
    expect(staleAfter(tree, 6 * minute)).toBe(6 * minute);
  });

  it('without messages is a branch, which is never stale', () => {
    const tree = every(second, 8);
    expect(newestAt(tree, nodeOf(tree, 'a'))).toBeUndefined();
    expect(silenceOf(tree, nodeOf(tree, 'a'), start)).toBeUndefined();
    expect(staleFor(tree, nodeOf(tree, 'a'), 1e13, 1)).toBeUndefined();
  });
});
