import { describe, expect, it } from 'vitest';
import { nodesBelow, TopicNode } from '../../source/model/topic-node.ts';

const descend = (levels: readonly string[]): TopicNode => {
  let node = new TopicNode('', undefined);
  for (const level of levels) {
    const child = new TopicNode(level, node);
    node.children.set(level, child);
    node = child;
  }
  return node;
};

describe('TopicNode', () => {
  it.each(['a', '/a', 'a/', 'a//b', '/', '//'])('has the topic name %s of its levels', (topic) => {
    const node = descend(topic.split('/'));
    expect(node.topic).toBe(topic);
    expect(node.depth).toBe(topic.split('/').length - 1);
  });
});

describe('nodesBelow', () => {
  it('gives every node once, parents before their children', () => {
    const root = new TopicNode('', undefined);
    for (const level of ['a', 'b']) {
      const child = new TopicNode(level, root);
      root.children.set(level, child);
      for (const below of ['x', 'y']) child.children.set(below, new TopicNode(below, child));
    }
    const seen = [...nodesBelow(root)];
    expect(seen.map(({ topic }) => topic).toSorted()).toEqual([
      '',
      'a',
      'a/x',
      'a/y',
      'b',
      'b/x',
      'b/y',
    ]);
    for (const [index, { parent }] of seen.slice(1).entries())
      expect(seen.indexOf(parent ?? root)).toBeLessThanOrEqual(index);
  });

  it('needs no stack for a chain of 100,000', () => {
    // A chain of short topics: the names of a real one would fill the memory.
    const root = new TopicNode('', undefined);
    let last = root;
    for (let depth = 0; depth < 100_000; depth += 1) {
      const child = new TopicNode('', root);
      last.children.set('', child);
      last = child;
    }
    expect([...nodesBelow(root)]).toHaveLength(100_001);
  });
});
