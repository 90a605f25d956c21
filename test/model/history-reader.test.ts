import { describe, expect, it } from 'vitest';
import { HistoryReader } from '../../source/model/history-reader.ts';
import { neighbourOf } from '../../source/model/neighbour.ts';
import { sparkline } from '../../source/model/sparkline.ts';
import { topicRows } from '../../source/model/topic-rows.ts';
import { BranchLog } from '../../source/model/branch-log.ts';
import type { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const say = (tree: TopicTree, from: number, to: number): void => {
  for (let number = from; number < to; number += 1)
    tree.record(aMessage('a', String(number), { receivedAt: number * 100 }));
};

const readOn = (tree: TopicTree, reader: HistoryReader, limit = Infinity): string[] => {
  const read: string[] = [];
  reader.read(
    tree,
    nodeOf(tree, 'a'),
    ({ payload }) => {
      read.push(payload.toString());
      return true;
    },
    () => read.length < limit,
  );
  return read;
};

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => String(from + index));

describe('reading a history as it grows', () => {
  it('hands out each message once, the oldest first', () => {
    const tree = treeOf();
    const reader = new HistoryReader();
    say(tree, 0, 5);
    expect(readOn(tree, reader)).toEqual(range(0, 5));
    expect(readOn(tree, reader)).toEqual([]);
    say(tree, 5, 7);
    expect(reader.isBehind(nodeOf(tree, 'a'))).toBe(true);
    expect(readOn(tree, reader)).toEqual(range(5, 7));
    expect(reader.isBehind(nodeOf(tree, 'a'))).toBe(false);
  });

  it('leaves out what had to go before it was read', () => {
    const tree = treeOf([], { history: 10 });
    const reader = new HistoryReader();
    say(tree, 0, 4);
    readOn(tree, reader);
    say(tree, 4, 100);
    expect(readOn(tree, reader)).toEqual(range(90, 100));
  });

  it('goes on where it stopped for want of time', () => {
    const tree = treeOf();
    const reader = new HistoryReader();
    say(tree, 0, 90);
    const parts = [readOn(tree, reader, 10), readOn(tree, reader, 10), readOn(tree, reader)];
    expect(parts.flat()).toEqual(range(0, 90));
    expect(parts[0]?.length).toBeLessThan(40);
  });

  it('hands out again what was refused', () => {
    const tree = treeOf();
    const reader = new HistoryReader();
    say(tree, 0, 3);
    reader.read(
      tree,
      nodeOf(tree, 'a'),
      ({ payload }) => payload.toString() !== '1',
      () => true,
    );
    expect(readOn(tree, reader)).toEqual(['1', '2']);
  });
});

describe('the message beside another', () => {
  it('is the one before or after it', () => {
    const tree = treeOf();
    say(tree, 0, 5);
    const [first, second, , , last] = tree.histories.of(nodeOf(tree, 'a'));
    expect(neighbourOf(tree, second!, -1)?.payload.toString()).toBe('0');
    expect(neighbourOf(tree, second!, 1)?.payload.toString()).toBe('2');
    expect(neighbourOf(tree, first!, -1)).toBeUndefined();
    expect(neighbourOf(tree, last!, 1)).toBeUndefined();
    expect(neighbourOf(tree, last!, -1)?.payload.toString()).toBe('3');
  });

  it('is the nearest that is kept where the message itself is gone', () => {
    const tree = treeOf([], { history: 3 });
    say(tree, 0, 1);
    const [gone] = tree.histories.of(nodeOf(tree, 'a'));
    say(tree, 1, 10);
    expect(neighbourOf(tree, gone!, 1)?.payload.toString()).toBe('7');
    expect(neighbourOf(tree, gone!, -1)).toBeUndefined();
  });
});

describe('the rows of a table', () => {
  it('tell the time since the message before', () => {
    const tree = treeOf();
    say(tree, 0, 3);
    const rows = [...topicRows(new BranchLog(nodeOf(tree, 'a'), tree))];
    expect(rows.map(({ interval }) => interval)).toEqual([undefined, 100, 100]);
    expect(rows.map(({ message }) => message.payload.toString())).toEqual(range(0, 3));
  });
});

describe('a sparkline', () => {
  it.each([
    [[0, 1, 2, 3, 4, 5, 6, 7], '▁▂▃▄▅▆▇█'],
    [[5, 5, 5], '▁▁▁'],
    [[10, -10], '█▁'],
    [[Number.MAX_VALUE, 0, -Number.MAX_VALUE], '█▅▁'],
  ])('of %j is %s', (numbers, text) => {
    expect(sparkline(numbers)).toBe(text);
  });
});
