import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestBelow } from '../../source/model/newest-below.ts';
import { nodesBelow } from '../../source/model/topic-node.ts';
import { aMessage } from '../support/messages.ts';
import { treeOf } from '../support/topic-trees.ts';

const topics = fc.constantFrom('a', 'a/b', 'a/b/c', 'a/d', 'e', 'e/f', '/a');

describe('newestBelow', () => {
  it('finds what sorting all that is kept finds, for any branch', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(topics, fc.integer({ min: 1, max: 9 })), { maxLength: 40 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (bursts, count, history) => {
          const tree = treeOf([], { history });
          for (const [topic, times] of bursts)
            for (let time = 0; time < times; time += 1) tree.record(aMessage(topic));
          for (const branch of nodesBelow(tree.root)) {
            const kept = [...nodesBelow(branch)].flatMap((node) => tree.histories.of(node));
            const sorted = kept.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
            const found = newestBelow(branch, tree.store, count);
            expect(found.map((address) => tree.store.sequenceAt(address))).toEqual(
              sorted.slice(-count),
            );
          }
        },
      ),
    );
  });

  it('finds nothing where nothing is kept', () => {
    expect(newestBelow(treeOf().root, treeOf().store, 10)).toEqual([]);
  });
});
