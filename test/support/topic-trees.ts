import type { TopicNode } from '../../source/model/topic-node.ts';
import { TopicTree } from '../../source/model/topic-tree.ts';
import type { TreeWiring } from '../../source/model/tree-wiring.ts';
import type { TreeLimits } from '../../source/model/tree-limits.ts';
import type { TreeFilter } from '../../source/model/topic-test.ts';
import { readFilter } from '../../source/session/monitor/read-filter.ts';
import { aMessage } from './messages.ts';

const noLimits: TreeLimits = { history: 100, payload: 1000, memory: 1e9, topics: 100_000 };

/** A tree with one message on each topic; limits that are not given are out of reach. */
export const treeOf = (
  topics: readonly string[] = [],
  limits: Partial<TreeLimits> = {},
  wiring: Partial<TreeWiring> = {},
): TopicTree => {
  const tree = new TopicTree({ ...noLimits, ...limits }, wiring);
  for (const topic of topics) tree.record(aMessage(topic));
  return tree;
};

/** Parses a filter of the tree as it is typed; throws if there is a problem with it. */
export const filterOf = (tree: TopicTree, text: string): TreeFilter => {
  const filter = readFilter(text, {
    tree: () => tree,
    last: (node) => tree.last(node),
    staleAfter: undefined,
    decode: () => undefined,
    onGivenUp: () => undefined,
  });
  if (typeof filter === 'string') throw new Error(filter);
  return filter;
};

export const nodeOf = (tree: TopicTree, topic: string): TopicNode => {
  const node = tree.find(topic);
  if (node === undefined) throw new Error(`The tree has no ${topic}.`);
  return node;
};

/** Unfolds every branch there is; returns the tree. */
export const unfolded = (tree: TopicTree): TopicTree => {
  tree.view.branches.setOpenBelow(tree.root, true);
  return tree;
};
