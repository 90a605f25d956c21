import { expect, it } from 'vitest';
import { neighbourOf } from '../../source/model/neighbour.ts';
import { aMessage } from '../support/messages.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

it('the message of the same topic before and after one, as far as they are kept', () => {
  const tree = treeOf([], { history: 3 });
  const sequences = ['a', 'b', 'a', 'a', 'b', 'a', 'a'].map((topic) => {
    tree.record(aMessage(topic));
    return tree.store.sequenceAt(nodeOf(tree, topic).newest);
  });
  const of = (topic: string, index: number, by: 1 | -1): number =>
    sequences.findIndex(
      (sequence) =>
        sequence === neighbourOf(tree, { topic, sequence: sequences[index]! }, by)?.sequence,
    );
  // Of "a" those at 3, 5 and 6 are kept.
  expect([of('a', 6, -1), of('a', 5, -1), of('a', 3, -1)]).toEqual([5, 3, -1]);
  expect([of('a', 0, 1), of('a', 3, 1), of('a', 5, 1), of('a', 6, 1)]).toEqual([3, 5, 6, -1]);
  expect([of('b', 4, -1), of('b', 1, 1), of('b', 4, 1)]).toEqual([1, 4, -1]);
  expect(neighbourOf(tree, { topic: 'c', sequence: 1 }, 1)).toBeUndefined();
});
