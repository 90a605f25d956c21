import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { TopicIndex } from '../../source/model/topic-index.ts';
import { TopicNode } from '../../source/model/topic-node.ts';

const indexOf = (
  topics: readonly string[],
): { readonly index: TopicIndex; readonly nodes: readonly TopicNode[] } => {
  const nodes: TopicNode[] = [];
  const index = new TopicIndex(nodes);
  for (const topic of topics) {
    const node = new TopicNode({
      topic,
      level: topic,
      parent: undefined,
      identifier: nodes.length,
    });
    nodes.push(node);
    index.add(node);
  }
  return { index, nodes };
};

it('finds every topic that it has, and no other', () => {
  const names = fc.string({ unit: 'binary', maxLength: 12 });
  fc.assert(
    fc.property(fc.uniqueArray(names, { maxLength: 200 }), fc.array(names), (topics, others) => {
      const { index, nodes } = indexOf(topics);
      expect(topics.map((topic) => index.get(topic))).toEqual(nodes);
      for (const other of others)
        expect(index.get(other)).toBe(nodes.find(({ topic }) => topic === other));
      expect(index.size).toBe(topics.length);
    }),
  );
});

it('finds all that is left when some are removed, and what takes their identifiers', () => {
  const topics = Array.from({ length: 5000 }, (_, at) => `churn/${at}`);
  const { index, nodes } = indexOf(topics);
  const all = [...nodes];
  const fresh = topics.flatMap((_, at) => {
    const gone = nodes[at];
    if (at % 3 === 0 || gone === undefined) return [];
    index.remove(gone);
    const node = new TopicNode({
      topic: `new/${at}`,
      level: '',
      parent: undefined,
      identifier: at,
    });
    (nodes as TopicNode[])[at] = node;
    index.add(node);
    return [node];
  });
  expect(index.size).toBe(5000);
  expect(fresh.filter((node) => index.get(node.topic) !== node)).toEqual([]);
  const wrong = all.filter(
    (node, at) => index.get(node.topic) !== (at % 3 === 0 ? node : undefined),
  );
  expect(wrong).toEqual([]);
});

it('tells names apart where there are so many that some have one hash', () => {
  const topics = Array.from({ length: 300_000 }, (_, at) => `plant/${at % 7}/sensor-${at}`);
  const { index, nodes } = indexOf(topics);
  const wrong = topics.filter((topic, at) => index.get(topic) !== nodes[at]);
  expect(wrong).toEqual([]);
  expect(index.get('plant/0/sensor-300000')).toBeUndefined();
});

it('finds a name that was put together from pieces', () => {
  const { index, nodes } = indexOf(['温度/客厅/sensor-1']);
  expect(index.get(['温度', '客厅', 'sensor-1'].join('/'))).toBe(nodes[0]);
});
