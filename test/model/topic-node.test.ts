import { describe, expect, it } from 'vitest';
import { Children } from '../../source/model/children.ts';
import { nodesBelow, TopicNode } from '../../source/model/topic-node.ts';
import { nodeOf, treeOf } from '../support/topic-trees.ts';

const rootNode = (): TopicNode => new TopicNode({ topic: '', parent: undefined, identifier: -1 });

const childOf = (parent: TopicNode, topic: string): TopicNode => {
  const child = new TopicNode({ topic, parent, identifier: 0 });
  parent.children ??= new Children();
  parent.children.add(child);
  return child;
};

describe('TopicNode', () => {
  it.each(['a', '/a', 'a/', 'a//b', '/', '//'])('has the topic name %s of its levels', (topic) => {
    const node = nodeOf(treeOf([topic]), topic);
    expect(node.topic).toBe(topic);
    expect(node.depth).toBe(topic.split('/').length - 1);
    const levels: string[] = [];
    for (let at: TopicNode | undefined = node; at?.parent !== undefined; at = at.parent)
      levels.unshift(at.level);
    expect(levels.join('/')).toBe(topic);
  });
});

describe('nodesBelow', () => {
  it('gives every node once, parents before their children', () => {
    const { root } = treeOf(['a/x', 'a/y', 'b/x', 'b/y']);
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
    const root = rootNode();
    let last = root;
    for (let depth = 0; depth < 100_000; depth += 1) last = childOf(last, '');
    expect([...nodesBelow(root)]).toHaveLength(100_001);
  });
});
