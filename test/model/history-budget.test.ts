import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HistoryBudget, type TreeLimits } from '../../source/model/history-budget.ts';
import { costOf, keep, type KeptMessage } from '../../source/model/kept-message.ts';
import { TopicNode } from '../../source/model/topic-node.ts';
import { aMessage } from '../support/messages.ts';

const kept = (topic: string, size: number, sequence: number): KeptMessage =>
  keep(aMessage(topic, new Uint8Array(size)), sequence, 10_000);

const limitsOf = (history: number, memory: number): TreeLimits => ({
  history,
  memory,
  payload: 10_000,
  topics: 100,
});

describe('HistoryBudget', () => {
  it('holds its limits and counts its bytes, whatever comes', () => {
    const arrivals = fc.array(
      fc.record({ topic: fc.constantFrom('a', 'b', 'c'), size: fc.nat(500) }),
    );
    fc.assert(
      fc.property(
        arrivals,
        fc.integer({ min: 1, max: 5 }),
        fc.nat(5000),
        (script, history, memory) => {
          const budget = new HistoryBudget(limitsOf(history, memory));
          const root = new TopicNode('', undefined);
          const nodes = new Map(
            ['a', 'b', 'c'].map((topic) => [topic, new TopicNode(topic, root)]),
          );
          for (const [sequence, { topic, size }] of script.entries()) {
            budget.add(nodes.get(topic) ?? root, kept(topic, size, sequence));
            const held = [...nodes.values()].flatMap((node) => node.history);
            // Of a topic whose whole history had to go, the start of the last value is left.
            const remains = [...nodes.values()]
              .filter((node) => node.history.length === 0)
              .reduce((sum, { last }) => sum + (last?.payload.length ?? 0), 0);
            const cost = held.reduce((sum, message) => sum + costOf(message), 0);
            expect(budget.bytes).toBe(cost + remains);
            expect(cost).toBeLessThanOrEqual(Math.max(0, memory - remains));
            expect(remains).toBeLessThanOrEqual(nodes.size * 32);
            for (const node of nodes.values()) {
              expect(node.history.length).toBeLessThanOrEqual(history);
              const order = node.history.map((message) => message.sequence);
              expect(order).toEqual(order.toSorted((a, b) => a - b));
            }
          }
        },
      ),
    );
  });

  it('lets the oldest go first, whichever topic it is of', () => {
    const root = new TopicNode('', undefined);
    const [a, b] = [new TopicNode('a', root), new TopicNode('b', root)];
    const budget = new HistoryBudget(limitsOf(100, 3 * costOf(kept('a', 100, 0))));
    for (const [sequence, node] of [a, b, a, b, b].entries())
      budget.add(node, kept(node.topic, 100, sequence));
    expect(a.history.map(({ sequence }) => sequence)).toEqual([2]);
    expect(b.history.map(({ sequence }) => sequence)).toEqual([3, 4]);
    expect(budget.evicted).toBe(2);
  });

  it('counts as evicted what had to go for memory, not what the history outgrew', () => {
    const budget = new HistoryBudget(limitsOf(2, 1e9));
    const node = new TopicNode('a', undefined);
    for (let sequence = 0; sequence < 10; sequence += 1) budget.add(node, kept('a', 10, sequence));
    expect(node.history.map(({ sequence }) => sequence)).toEqual([8, 9]);
    expect(budget.evicted).toBe(0);
  });

  it('holds out for a long time', () => {
    const budget = new HistoryBudget(limitsOf(50, 10 * costOf(kept('a', 0, 0))));
    const node = new TopicNode('a', undefined);
    for (let sequence = 0; sequence < 30_000; sequence += 1)
      budget.add(node, kept('a', 0, sequence));
    expect(node.history.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 10 }, (_, index) => 29_990 + index),
    );
    expect(budget.evicted).toBe(29_990);
  });
});
