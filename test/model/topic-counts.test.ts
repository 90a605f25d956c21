import '../support/property-seed.ts';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { nodesBelow, type TopicNode } from '../../source/model/topic-node.ts';
import { aMessage } from '../support/messages.ts';
import { treeOf } from '../support/topic-trees.ts';

const topics = fc
  .array(fc.constantFrom('', 'a', 'b', 'c'), { minLength: 1, maxLength: 4 })
  .map((levels) => levels.join('/'));

const step = fc.record({
  topic: topics,
  size: fc.nat(9),
  isStored: fc.boolean(),
  /** Counted without being kept, as at the start of a part of a recording. */
  skipped: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(3)),
});

const sum = (nodes: readonly TopicNode[], of: (node: TopicNode) => number): number =>
  nodes.reduce((total, node) => total + of(node), 0);

it('counts at each branch what is counted below it, whatever gives way', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 2, max: 40 }), (all, most) => {
      const tree = treeOf([], { topics: most, history: 3 });
      const counts = new Map<TopicNode, number>();
      for (const { topic, size, isStored, skipped } of all) {
        if (tree.find(topic) === undefined && skipped > 0) tree.skip(topic, skipped, false);
        tree.record(aMessage(topic, 'x'.repeat(size)), isStored);
        const { root, recorded } = tree;
        expect(root.messagesBelow).toBe(recorded);
        const nodes = [...nodesBelow(root)];
        expect(sum(nodes, ({ messages }) => messages) + tree.gaveWay.messages).toBe(recorded);
        for (const node of nodes) {
          const below = [...nodesBelow(node)];
          const heard = below.filter(({ messages }) => messages > 0);
          expect(node.topicsBelow).toBe(heard.length);
          expect(node.bytesBelow).toBe(sum(heard, ({ bytes }) => bytes));
          // What it has counted it keeps.
          const least = Math.max(
            sum(below, ({ messages }) => messages),
            counts.get(node) ?? 0,
          );
          expect(node.messagesBelow).toBeGreaterThanOrEqual(least);
          counts.set(node, node.messagesBelow);
          const { children } = node;
          const direct = children?.blocks.flatMap((block) => block.nodes) ?? [];
          expect(node.childRows).toBe(sum(direct, ({ rows }) => rows));
          const latest = Math.max(0, ...direct.map((child) => child.latest));
          expect(node.latest).toBeGreaterThanOrEqual(latest);
        }
      }
    }),
    { numRuns: 60 },
  );
});
