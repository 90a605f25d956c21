import { describe, expect, it } from 'vitest';
import { BranchLog } from '../../source/model/branch-log.ts';
import type { KeptMessage } from '../../source/model/kept-message.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const record = (tree: TopicTree, topic: string, payload = ''): KeptMessage => {
  const kept = tree.record(aMessage(topic, payload));
  if (kept === undefined) throw new Error('There was no room.');
  return kept;
};

const logAt = (tree: TopicTree, topic: string): BranchLog => new BranchLog(nodeOf(tree, topic));

const payloads = ({ entries }: BranchLog): string[] =>
  Array.from({ length: entries.length }, (_, index) =>
    Buffer.from(entries.at(entries.first + index)?.payload ?? []).toString(),
  );

describe('BranchLog', () => {
  it('gathers what is kept of a branch, in the order it came', () => {
    const tree = treeOf();
    for (const [index, topic] of ['a/b', 'a', 'b', 'a/c/d', 'a/b'].entries())
      record(tree, topic, String(index));
    expect(payloads(logAt(tree, 'a'))).toEqual(['0', '1', '3', '4']);
    expect(payloads(logAt(tree, 'a/b'))).toEqual(['0', '4']);
  });

  it('goes on with what comes for the branch, and leaves the rest', () => {
    const tree = treeOf();
    record(tree, 'a', '0');
    const log = logAt(tree, 'a');
    for (const topic of ['a', 'a/b', 'a/', 'ab', '/a', 'b/a', 'A'])
      log.offer(record(tree, topic, topic));
    expect(payloads(log)).toEqual(['0', 'a', 'a/b', 'a/']);
  });

  it('takes the branch of topics that begin with a slash for what it is', () => {
    const tree = treeOf();
    record(tree, '/a', '0');
    const log = logAt(tree, '');
    for (const topic of ['/b', '//', 'a']) log.offer(record(tree, topic, topic));
    expect(payloads(log)).toEqual(['0', '/b', '//']);
  });

  it('gathers the newest only, and no more than can be read', () => {
    const tree = treeOf();
    for (let count = 0; count < 30_000; count += 1)
      record(tree, `a/${count % 1000}`, String(count));
    const log = logAt(tree, 'a');
    expect(log.entries.length).toBe(2000);
    expect(payloads(log).slice(0, 2)).toEqual(['28000', '28001']);
    expect(payloads(log).at(-1)).toBe('29999');
  });

  it('gathers from a history of any length', () => {
    const tree = treeOf([], { history: 1_000_000 });
    for (let count = 0; count < 300_000; count += 1) record(tree, 'a');
    expect(logAt(tree, 'a').entries.length).toBe(2000);
  });

  it('lets the oldest go when there are too many', () => {
    const tree = treeOf([], { history: 1 });
    record(tree, 'a', 'first');
    const log = logAt(tree, 'a');
    for (let count = 0; count < 11_000; count += 1) log.offer(record(tree, 'a'));
    expect(log.entries.length).toBe(10_000);
    expect(log.entries.evicted).toBe(1001);
  });
});
