import { describe, expect, it } from 'vitest';
import { neighbourOf } from '../../source/model/neighbour.ts';
import { refoundMessage } from '../../source/model/refound-message.ts';
import { TopicTree } from '../../source/model/topic-tree.ts';
import { aMessage } from '../support/messages.ts';
import { storedMessage } from '../support/stored-message.ts';

/** A tree with messages of the topic `a` received at these times, whose payload is that time. */
const treeOf = (...times: readonly number[]): TopicTree => {
  const tree = new TopicTree({ history: 100, memory: 1e7, topics: 10, payload: 1000 });
  for (const receivedAt of times) tree.record(aMessage('a', String(receivedAt), { receivedAt }));
  return tree;
};

const messageOf = (
  receivedAt: number,
  payload = String(receivedAt),
): ReturnType<typeof storedMessage> => ({
  ...storedMessage(aMessage('a', payload, { receivedAt })),
  sequence: 1000,
});

const neighbours = (tree: TopicTree, receivedAt: number): (string | undefined)[] => {
  const message = refoundMessage(tree, messageOf(receivedAt));
  return ([-1, 1] as const).map((by) => neighbourOf(tree, message, by)?.payload.toString());
};

describe('a message in a tree that was made anew', () => {
  it('is the one that stands there', () => {
    expect(refoundMessage(treeOf(1, 2, 3), messageOf(2)).sequence).toBe(2);
    expect(neighbours(treeOf(1, 2, 3), 2)).toEqual(['1', '3']);
  });

  it('stands between its neighbours where it is not kept', () => {
    expect(neighbours(treeOf(10, 20, 30), 25)).toEqual(['20', '30']);
    expect(neighbours(treeOf(10, 20, 30), 5)).toEqual([undefined, '10']);
    expect(neighbours(treeOf(10, 20, 30), 99)).toEqual(['30', undefined]);
    expect(neighbours(treeOf(), 99)).toEqual([undefined, undefined]);
  });

  it('is told from another one of the same time', () => {
    const tree = treeOf(1);
    tree.record(aMessage('a', 'x', { receivedAt: 1 }));
    tree.record(aMessage('a', 'y', { receivedAt: 1 }));
    expect(refoundMessage(tree, messageOf(1, 'x')).sequence).toBe(2);
  });
});
