import { describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../source/model/stored-message.ts';
import { nodesBelow, type TopicNode } from '../../source/model/topic-node.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const inText = ({ payload }: StoredMessage): string => Buffer.from(payload).toString();

const counts = ({ messages, messagesBelow, topicsBelow }: TopicNode): number[] => [
  messages,
  messagesBelow,
  topicsBelow,
];

/** A topic name of 64 long levels. */
const long = (number: number): string =>
  Array.from({ length: 64 }, (_, level) => `${number}-${level}-${'x'.repeat(1000)}`).join('/');

describe('the counts of a topic tree', () => {
  it('are of the topic, and of everything below', () => {
    const tree = treeOf(['a', 'a/b', 'a/b', 'a/b/c']);
    expect(counts(nodeOf(tree, 'a'))).toEqual([1, 4, 3]);
    expect(counts(nodeOf(tree, 'a/b'))).toEqual([2, 3, 2]);
    expect(counts(nodeOf(tree, 'a/b/c'))).toEqual([1, 1, 1]);
    expect(counts(tree.root)).toEqual([0, 4, 3]);
  });

  it('tell which message came last, and how many come', () => {
    const tree = treeOf();
    for (let at = 0; at < 20_000; at += 100) tree.record(aMessage('a/b', '', { receivedAt: at }));
    expect(nodeOf(tree, 'a').latest).toBe(200);
    expect(nodeOf(tree, 'a').rate.perSecond(19_900)).toBeCloseTo(10, 0);
  });

  it('know where a retained message is, until it is cleared', () => {
    const tree = treeOf();
    const isRetained = (payload: string, retain: boolean): boolean => {
      tree.record(aMessage('a', payload, { retain }));
      return nodeOf(tree, 'a').isRetained;
    };
    expect(isRetained('x', false)).toBe(false);
    expect(isRetained('x', true)).toBe(true);
    expect(isRetained('y', false)).toBe(true);
    expect(isRetained('', true)).toBe(false);
  });
});

describe('the limits of a topic tree', () => {
  it('count names that are made to take memory: long ones, again at each of their levels', () => {
    const memory = 8 * 1024 * 1024;
    const tree = treeOf([], { memory });
    for (let number = 0; number < 50; number += 1) tree.record(aMessage(long(number), 'x'));
    expect(tree.topics).toBeGreaterThan(0);
    expect(tree.topics + tree.notStored).toBe(50);
    expect(tree.memory).toBeLessThan(2 * memory);
    const names = [...nodesBelow(tree.root)].reduce((sum, { topic }) => sum + topic.length, 0);
    expect(names).toBeLessThan(memory);
    tree.record(aMessage(long(0), 'y'));
    expect(nodeOf(tree, long(0)).messages).toBe(2);
  });

  it('keep the newest messages of each topic', () => {
    const tree = treeOf([], { history: 3 });
    for (const payload of ['1', '2', '3', '4', '5']) tree.record(aMessage('a', payload));
    tree.record(aMessage('b', '6'));
    expect(tree.histories.of(nodeOf(tree, 'a')).map(inText)).toEqual(['3', '4', '5']);
    expect(nodeOf(tree, 'a').messages).toBe(5);
    expect(tree.histories.of(nodeOf(tree, 'b'))).toHaveLength(1);
  });

  it('keep the beginning of a large payload and its true size', () => {
    const tree = treeOf([], { payload: 4 });
    tree.record(aMessage('a', '123456789'));
    const kept = tree.last(nodeOf(tree, 'a'));
    expect(kept && inText(kept)).toBe('1234');
    expect(kept?.size).toBe(9);
  });

  it('hold the memory budget, and count what had to go', () => {
    const memory = 5000;
    const tree = treeOf([], { memory });
    for (let count = 0; count < 100; count += 1)
      tree.record(aMessage(`topic/${count}`, 'x'.repeat(100)));
    const histories = [...nodesBelow(tree.root)].flatMap((node) => tree.histories.of(node));
    expect(tree.store.bytes).toBeLessThanOrEqual(memory);
    expect(histories.length).toBeGreaterThan(0);
    expect(tree.histories.evicted + histories.length).toBe(100);
    // The oldest went first.
    expect(histories.map(({ topic }) => topic)).toContain('topic/99');
    expect(histories.map(({ topic }) => topic)).not.toContain('topic/0');
    expect(tree.last(nodeOf(tree, 'topic/0'))?.size).toBe(100);
  });

  it('hold for the last messages of all topics together, too', () => {
    const memory = 20_000;
    const tree = treeOf([], { memory });
    for (let count = 0; count < 500; count += 1)
      tree.record(aMessage(`topic/${count}`, 'x'.repeat(1000)));
    let bytes = 0;
    for (const node of nodesBelow(tree.root)) {
      const held = node.kept === 0 ? [tree.last(node)] : tree.histories.of(node);
      for (const message of held) bytes += message?.payload.length ?? 0;
    }
    expect(bytes).toBeLessThanOrEqual(memory);
  });

  it('count topics, not the branches that lead to them', () => {
    const tree = treeOf(['a/b/c', 'd/e', 'f'], { topics: 2 });
    expect(tree.topics).toBe(2);
    expect(tree.notStored).toBe(1);
    // A branch that is no topic yet would be one more.
    expect(tree.record(aMessage('a'))).toBeUndefined();
  });

  it('hold for the branches, too: each topic may have a hundred of its own', () => {
    const tree = treeOf([], { topics: 1000 });
    for (let count = 0; count < 1000; count += 1)
      tree.record(aMessage(`${count}${'/x'.repeat(100)}`));
    expect([...nodesBelow(tree.root)].length).toBeLessThan(10_000);
    expect(tree.topics + tree.notStored).toBe(1000);
    expect(tree.notStored).toBeGreaterThan(0);
  });

  it('turn new topics away when there are enough, and count their messages', () => {
    const tree = treeOf(['a', 'b', 'c', 'c', 'd'], { topics: 2 });
    expect(tree.topics).toBe(2);
    expect(tree.notStored).toBe(3);
    expect(tree.find('c')).toBeUndefined();
    expect(tree.record(aMessage('d'))).toBeUndefined();
    expect(tree.record(aMessage('a'))?.topic).toBe('a');
    expect(nodeOf(tree, 'a').messages).toBe(2);
  });
});
