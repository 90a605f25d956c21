import { Children } from './children.ts';
import { shapeOf } from './identifier-shape.ts';
import type { TopicNode } from './topic-node.ts';
import type { TopicNodes } from './topic-nodes.ts';

/** From this many children named alike on, they share a row: more than a household has, or anybody reads. */
export const fewestAlike = 500;

/** The share of a branch's children that must be alike; a few others may be among them. */
const mostOf = 0.8;

/** A branch with more children than this is not looked at: sorting them out would hold up keys. */
const mostLookedAt = 8 * fewestAlike;

/** Children whose names have one shape. */
export type Alike = { readonly shape: string; readonly nodes: readonly TopicNode[] };

/**
 * The children of a branch that are named by identifiers of one shape, if they are very many; call it when one
 * was added. It looks at them when they are twice as many as when it looked before.
 */
export const alikeAmong = (children: Children<TopicNode>): Alike | undefined => {
  const { count, lookedAt, blocks } = children;
  if (count < Math.max(fewestAlike, 2 * lookedAt) || count > mostLookedAt) return undefined;
  children.lookedAt = count;
  const byShape = Map.groupBy(
    blocks.flatMap(({ nodes }) => nodes),
    ({ level }) => shapeOf(level),
  );
  for (const [shape, nodes] of byShape)
    if (shape !== undefined && nodes.length >= mostOf * count) return { shape, nodes };
  return undefined;
};

/**
 * Makes a fold for children of a branch, with the sum of their counts. `undefined` if a topic has its name,
 * which no broker should deliver.
 */
export const foldFor = (
  { shape, nodes: children }: Alike,
  branch: TopicNode,
  nodes: TopicNodes,
): TopicNode | undefined => {
  const topic = branch.parent === undefined ? '+' : `${branch.topic}/+`;
  if (nodes.find(topic) !== undefined) return undefined;
  const fold = nodes.add({ topic, parent: branch, isFold: true });
  if (branch.children !== undefined) branch.children.fold = fold;
  const counts = new Children<TopicNode>();
  fold.children = counts;
  counts.shape = shape;
  for (const child of children) {
    fold.messagesBelow += child.messagesBelow;
    counts.topics += child.topicsBelow;
    counts.bytes += child.bytesBelow;
    fold.rate.addAll(child.rate);
    if (child.latest >= fold.latest) counts.newest = child;
    fold.latest = Math.max(fold.latest, child.latest);
  }
  return fold;
};
