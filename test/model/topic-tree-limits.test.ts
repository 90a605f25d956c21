import { describe, expect, it } from 'vitest';
import { BranchLog } from '../../source/model/branch-log.ts';
import type { StoredMessage } from '../../source/model/stored-message.ts';
import { nodesBelow, type TopicNode } from '../../source/model/topic-node.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import type { FullTree } from '../../source/model/tree-wiring.ts';
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
    for (let number = 0; number < 20; number += 1) tree.record(aMessage(long(number), 'x'));
    expect(tree.topics).toBeGreaterThan(0);
    expect(tree.topics + tree.gaveWay.topics).toBe(20);
    expect(tree.memory).toBeLessThan(2 * memory);
    const names = [...nodesBelow(tree.root)].reduce((sum, { topic }) => sum + topic.length, 0);
    expect(names).toBeLessThan(memory);
    tree.record(aMessage(long(19), 'y'));
    expect(nodeOf(tree, long(19)).messages).toBe(2);
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
    const tree = treeOf(['a/b/c', 'd/e'], { topics: 2 });
    expect([tree.topics, tree.gaveWay.topics]).toEqual([2, 0]);
    // A branch that is no topic yet is one more.
    tree.record(aMessage('a'));
    expect([tree.topics, tree.gaveWay.topics]).toEqual([2, 1]);
    expect(tree.find('a/b')).toBeUndefined();
  });

  it('hold for the branches, too: each topic may have a hundred of its own', () => {
    const tree = treeOf([], { topics: 1000 });
    for (let count = 0; count < 1000; count += 1)
      tree.record(aMessage(`${count}${'/x'.repeat(100)}`));
    expect([...nodesBelow(tree.root)].length).toBeLessThan(10_000);
    expect(tree.topics + tree.gaveWay.topics).toBe(1000);
    expect(nodeOf(tree, `999${'/x'.repeat(100)}`).messages).toBe(1);
  });

  it('let a topic of many levels take the place of many, or turn it away', () => {
    const flat = Array.from({ length: 300 }, (_, at) => `flat/${at}`);
    const tree = treeOf(flat, { topics: 300 });
    for (let count = 0; count < 300; count += 1)
      tree.record(aMessage(`deep/${count}${'/x'.repeat(50)}`));
    expect([...nodesBelow(tree.root)].length).toBeLessThan(300 * 4 + 64);
    expect(tree.topics + tree.gaveWay.topics + tree.notStored).toBe(600);
    expect(nodeOf(tree, `deep/299${'/x'.repeat(50)}`).messages).toBe(1);
  });

  it('turn new topics away where all must stay, and count their messages', () => {
    const told: FullTree[] = [];
    const wiring = { mustStay: () => true, onFull: (full: FullTree) => told.push(full) };
    const tree = treeOf(['a', 'b', 'c', 'c', 'd'], { topics: 2 }, wiring);
    expect(tree.topics).toBe(2);
    expect(tree.notStored).toBe(3);
    expect(tree.find('c')).toBeUndefined();
    expect(tree.record(aMessage('d'))).toBeUndefined();
    expect(tree.record(aMessage('a'))?.topic).toBe('a');
    expect(nodeOf(tree, 'a').messages).toBe(2);
    expect(told[0]).toEqual({ outcome: 'turned away', limit: 'topics' });
  });
});

const names = (tree: TopicTree): string[] =>
  [...nodesBelow(tree.root)].filter(({ messages }) => messages > 0).map(({ topic }) => topic);

describe('a full tree', () => {
  it('takes each new topic, for the one silent longest', () => {
    const told: FullTree[] = [];
    const tree = treeOf(['a', 'b', 'c'], { topics: 3 }, { onFull: (full) => told.push(full) });
    tree.record(aMessage('a'));
    expect(told).toEqual([]);
    tree.record(aMessage('d'));
    expect(names(tree).toSorted()).toEqual(['a', 'c', 'd']);
    expect(tree.gaveWay).toEqual({ topics: 1, messages: 1 });
    expect(told).toEqual([{ outcome: 'gave way', limit: 'topics' }]);
  });

  it('takes what has given way as new when it comes back', () => {
    const tree = treeOf(['a', 'a', 'b'], { topics: 2 });
    tree.record(aMessage('c'));
    expect(tree.find('a')).toBeUndefined();
    const again = tree.record(aMessage('a', 'once more', { receivedAt: 5 }));
    expect(again && counts(again)).toEqual([1, 1, 1]);
    expect(tree.histories.of(nodeOf(tree, 'a')).map(inText)).toEqual(['once more']);
    expect(tree.arrivals.usualInterval(nodeOf(tree, 'a').identifier)).toBeUndefined();
  });

  it('keeps what is retained until that is cleared', () => {
    const tree = treeOf([], { topics: 3 });
    for (const topic of ['r/1', 'r/2']) tree.record(aMessage(topic, 'x', { retain: true }));
    for (const topic of ['a', 'b', 'c']) tree.record(aMessage(topic));
    expect(names(tree).toSorted()).toEqual(['c', 'r/1', 'r/2']);
    tree.record(aMessage('r/1', '', { retain: true }));
    for (const topic of ['d', 'e']) tree.record(aMessage(topic));
    expect(names(tree).toSorted()).toEqual(['d', 'e', 'r/2']);
  });

  it('finds room again once something need not stay any longer', () => {
    let stays = true;
    const tree = treeOf(['a', 'b', 'c'], { topics: 2 }, { mustStay: () => stays });
    expect(tree.notStored).toBe(1);
    stays = false;
    tree.record(aMessage('c'));
    expect(names(tree).toSorted()).toEqual(['b', 'c']);
  });

  it('looks at topics that stay a few times, however many they are and new ones come', () => {
    let asked = 0;
    const mustStay = ({ topic }: TopicNode): boolean => {
      asked += 1;
      return topic.startsWith('kept/');
    };
    const tree = treeOf([], { topics: 20_000 }, { mustStay });
    for (let at = 0; at < 19_000; at += 1) tree.record(aMessage(`kept/${at}`));
    for (let at = 0; at < 20_000; at += 1) tree.record(aMessage(`churn/${at}`));
    expect(tree.notStored).toBe(0);
    expect(tree.gaveWay.topics).toBe(19_000);
    expect(nodeOf(tree, 'kept/0').messages).toBe(1);
    expect(tree.find('churn/18999')).toBeUndefined();
    expect(tree.find('churn/19000')).toBeDefined();
    // Once for each that goes, and all of them now and then: not all of them each time.
    expect(asked).toBeLessThan(30 * 20_000);
  });

  it('keeps the branch of a topic that gives way while there is something below', () => {
    const tree = treeOf(['a', 'a/b', 'c'], { topics: 3 });
    tree.record(aMessage('d'));
    expect(counts(nodeOf(tree, 'a'))).toEqual([0, 2, 1]);
    expect(tree.last(nodeOf(tree, 'a'))).toBeUndefined();
    tree.record(aMessage('e'));
    expect(tree.find('a')).toBeUndefined();
  });

  it('leaves the log what it has, and never gives one topic the messages of another', () => {
    const tree = treeOf([], { topics: 20, memory: 64 * 1024, history: 10 });
    const log = new BranchLog(tree.root, tree);
    const sent: string[] = [];
    for (let at = 0; at < 6000; at += 1) {
      const topic = at % 3 === 0 ? `busy/${at % 7}` : `churn/${at}`;
      const node = tree.record(aMessage(topic, `${topic} ${at} ${'.'.repeat((at * 37) % 300)}`));
      if (node === undefined) throw new Error('there was no room');
      log.offer(node);
      sent.push(topic);
    }
    expect(tree.gaveWay.topics).toBeGreaterThan(3000);
    const logged: string[] = [];
    for (let position = log.first; position < log.end; position += 1) {
      const message = log.at(position);
      if (message === undefined) continue;
      expect(inText(message).split(' ')).toEqual([
        sent[position],
        `${position}`,
        expect.anything(),
      ]);
      logged.push(message.topic);
    }
    expect(logged).toEqual(sent.slice(-logged.length));
    // More of them than the tree still has.
    expect(new Set(logged).size).toBeGreaterThan(20);
    for (const node of nodesBelow(tree.root))
      for (const message of tree.histories.of(node)) {
        expect(message.topic).toBe(node.topic);
        expect(inText(message).startsWith(`${node.topic} `)).toBe(true);
      }
  });
});
