import { describe, expect, it, vi } from 'vitest';
import { BranchLog } from '../../source/model/branch-log.ts';
import type { TopicNode } from '../../source/model/topic-node.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const record = (tree: TopicTree, topic: string, payload = ''): TopicNode => {
  const node = tree.record(aMessage(topic, payload));
  if (node === undefined) throw new Error('There was no room.');
  return node;
};

const logAt = (tree: TopicTree, topic: string): BranchLog =>
  new BranchLog(nodeOf(tree, topic), tree);

const payloads = (log: BranchLog): string[] =>
  Array.from({ length: log.length }, (_, index) =>
    Buffer.from(log.at(log.first + index)?.payload ?? []).toString(),
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
    expect(log.length).toBe(2000);
    expect(payloads(log).slice(0, 2)).toEqual(['28000', '28001']);
    expect(payloads(log).at(-1)).toBe('29999');
  });

  it('gathers from a history of any length', () => {
    const tree = treeOf([], { history: 1_000_000 });
    for (let count = 0; count < 300_000; count += 1) record(tree, 'a');
    expect(logAt(tree, 'a').length).toBe(2000);
  });

  it('lets the oldest go when there are too many', () => {
    const tree = treeOf([], { history: 1 });
    record(tree, 'a', 'first');
    const log = logAt(tree, 'a');
    for (let count = 1; count <= 11_000; count += 1) log.offer(record(tree, 'a', String(count)));
    expect(log.length).toBe(10_000);
    expect(log.evicted).toBe(1001);
    expect(payloads(log).slice(0, 2)).toEqual(['1001', '1002']);
    expect(payloads(log).at(-1)).toBe('11000');
  });

  it('lets the oldest go when they are too large', () => {
    const tree = treeOf([], { history: 1, payload: 1e6 });
    record(tree, 'a', 'first');
    const log = logAt(tree, 'a');
    for (let count = 0; count < 40; count += 1) log.offer(record(tree, 'a', 'x'.repeat(1e6)));
    expect(log.length).toBe(33);
    expect(log.evicted).toBe(8);
  });

  it('keeps what the history has let go', () => {
    const tree = treeOf([], { history: 2 });
    record(tree, 'a', '0');
    const log = logAt(tree, 'a');
    for (const payload of ['1', '2', '3', '4']) log.offer(record(tree, 'a', payload));
    expect(tree.histories.of(nodeOf(tree, 'a'))).toHaveLength(2);
    expect(payloads(log)).toEqual(['0', '1', '2', '3', '4']);
  });

  it('goes on at the same positions when it has been cleared, and counts nothing as evicted', () => {
    const tree = treeOf();
    for (const payload of ['0', '1']) record(tree, 'a', payload);
    const log = logAt(tree, 'a');
    log.clear();
    expect([log.length, log.first, log.end, log.evicted]).toEqual([0, 2, 2, 0]);
    expect(log.at(1)).toBeUndefined();
    log.offer(record(tree, 'a', '2'));
    expect(payloads(log)).toEqual(['2']);
    expect(log.at(2)?.payload.toString()).toBe('2');
  });

  it('gives the memory back when it is closed', () => {
    const tree = treeOf(['quiet'], { history: 2, memory: 65_536 });
    const log = new BranchLog(tree.root, tree);
    while (log.evicted === 0) log.offer(record(tree, 'hot', 'x'.repeat(100)));
    log.close();
    const asked = vi.spyOn(log, 'holdsRecord');
    for (let count = 0; count < 10; count += 1) record(tree, `quiet/${count}`, 'kept');
    const { evicted } = tree.histories;
    for (let count = 0; count < 5000; count += 1) record(tree, 'hot', 'x'.repeat(100));
    expect(tree.histories.evicted).toBe(evicted);
    expect(tree.store.bytes).toBeLessThanOrEqual(65_536);
    for (let count = 0; count < 10; count += 1)
      expect(tree.histories.of(nodeOf(tree, `quiet/${count}`))).toHaveLength(1);
    // However much has to go: it is no longer asked.
    for (let count = 0; count < 100; count += 1) record(tree, `large/${count}`, 'x'.repeat(1000));
    expect(tree.histories.evicted).toBeGreaterThan(evicted);
    expect(asked).not.toHaveBeenCalled();
  });

  it('says where a message belongs to the branch, and takes it only if one is kept', () => {
    const tree = treeOf(['a', 'b'], { history: 3 });
    const log = logAt(tree, 'a');
    expect(log.offer(record(tree, 'a/b', '1'))).toBe(true);
    expect(log.offer(record(tree, 'b', '2'))).toBe(false);
    expect(log.offer(Object.assign(record(tree, 'a/c', '3'), { kept: 0 }))).toBe(true);
    expect(payloads(log)).toEqual(['', '1']);
    expect([log.topic, log.isBranch, logAt(tree, 'b').isBranch]).toEqual(['a', true, false]);
  });

  it('has nothing before its first entry and after its last', () => {
    const tree = treeOf([], { history: 1 });
    record(tree, 'a', '0');
    const log = logAt(tree, 'a');
    expect([-1, 0, 1].map((at) => log.at(at)?.payload.toString())).toEqual([
      undefined,
      '0',
      undefined,
    ]);
    for (let count = 1; count <= 10_000; count += 1) log.offer(record(tree, 'a', `${count}`));
    expect([log.first, log.end, log.length, log.evicted]).toEqual([1, 10_001, 10_000, 1]);
    expect([0, 1, 10_000, 10_001].map((at) => log.at(at)?.payload.toString())).toEqual([
      undefined,
      '1',
      '10000',
      undefined,
    ]);
  });

  it('counts each entry that was shown once, and none that is gone', () => {
    const tree = treeOf([], { history: 1 });
    record(tree, 'a');
    const log = logAt(tree, 'a');
    for (let count = 1; count < 10_000; count += 1) log.offer(record(tree, 'a'));
    expect(log.shown).toBe(0);
    log.countShown(3, 5);
    expect(log.shown).toBe(3);
    log.countShown(4, 6);
    expect(log.shown).toBe(4);
    log.countShown(6, 6);
    expect(log.shown).toBe(4);
    for (let count = 0; count < 5; count += 1) log.offer(record(tree, 'a'));
    expect(log.first).toBe(5);
    // Position 10,003 is where 3 was: it is another entry.
    log.countShown(10_003, 10_004);
    expect(log.shown).toBe(6);
    log.countShown(0, 7);
    expect(log.shown).toBe(7);
  });

  it('keeps the places of the others where the store lets some go', () => {
    const tree = treeOf([], { history: 10 });
    const log = new BranchLog(tree.root, tree);
    for (const payload of ['0', '1', '2', '3']) log.offer(record(tree, 'a', payload));
    const names = [0, 1, 2, 3].map((at) => ({
      topic: 0,
      number: at,
      sequence: log.at(at)?.sequence ?? Number.NaN,
    }));
    const [first, second, third] = names;
    log.recordEvicted(third!);
    expect([log.first, log.length, log.evicted]).toEqual([0, 4, 0]);
    expect(payloads(log)).toEqual(['0', '1', '', '3']);
    log.recordEvicted(first!);
    expect([log.first, log.length, log.evicted]).toEqual([1, 3, 1]);
    log.recordEvicted(second!);
    expect([log.first, log.length, log.evicted]).toEqual([3, 1, 3]);
    expect(payloads(log)).toEqual(['3']);
    log.clear();
    expect([log.first, log.length, log.evicted]).toEqual([4, 0, 3]);
  });

  it('tells which records it holds, and follows one that is moved', () => {
    const tree = treeOf(['a'], { history: 10 });
    const other = tree.record(aMessage('b', 'elsewhere'))!;
    const node = tree.record(aMessage('a', '0'))!;
    const log = logAt(tree, 'a');
    const name = { topic: 0, number: 0, sequence: log.at(1)?.sequence ?? Number.NaN };
    expect(log.holdsRecord(node.newest, name)).toBe(true);
    expect(log.holdsRecord(other.newest, name)).toBe(false);
    expect(log.holdsRecord(node.newest, { ...name, sequence: name.sequence - 1 })).toBe(false);
    expect(log.holdsRecord(node.newest, { ...name, sequence: name.sequence + 1 })).toBe(false);
    log.recordMoved(other.newest, name);
    expect(payloads(log)).toEqual(['', 'elsewhere']);
    expect(log.holdsRecord(other.newest, name)).toBe(true);
    expect(log.holdsRecord(node.newest, name)).toBe(false);
  });

  it('keeps one message however large it is', () => {
    const tree = treeOf([], { history: 1, payload: 40_000_000 });
    record(tree, 'a', 'small');
    const log = logAt(tree, 'a');
    log.offer(record(tree, 'a', 'x'.repeat(34_000_000)));
    expect([log.first, log.length, log.evicted]).toEqual([1, 1, 1]);
    log.offer(record(tree, 'a', 'small'));
    expect(payloads(log)).toEqual(['small']);
  });
});
