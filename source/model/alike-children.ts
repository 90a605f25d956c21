import { shapeOf } from './identifier-shape.ts';
import { fewestAlike, type TopicNode } from './topic-node.ts';
import type { TopicNodes } from './topic-nodes.ts';

/** The share of the children that must be: a few others do not matter. */
const mostOf = 0.8;

/** A branch with more children than this is not looked at: sorting them out would hold up keys. */
const mostLookedAt = 8 * fewestAlike;

/** Children whose names have one shape. */
export type Alike = { readonly shape: string; readonly nodes: readonly TopicNode[] };

/**
 * The children of a branch that are named by identifiers of one shape, if they are very many; call it when one
 * was added. It looks at them when they are twice as many as when it looked before.
 */
export const alikeAmong = (branch: TopicNode): Alike | undefined => {
  const { children, alikeFrom } = branch;
  if (children === undefined || children.count < alikeFrom) return undefined;
  const { count, blocks } = children;
  branch.alikeFrom = count < mostLookedAt ? 2 * count : Number.POSITIVE_INFINITY;
  const byShape = Map.groupBy(
    blocks.flatMap(({ nodes }) => nodes),
    ({ level }) => shapeOf(level),
  );
  for (const [shape, nodes] of byShape)
    if (shape !== undefined && nodes.length >= mostOf * count) return { shape, nodes };
  return undefined;
};

/**
 * Makes a fold for children of a branch, with the sum of their counts. `undefined` if there is a topic of its
 * name: a broker should not deliver on such a one, but may.
 */
export const foldFor = (
  { shape: level, nodes: children }: Alike,
  branch: TopicNode,
  nodes: TopicNodes,
): TopicNode | undefined => {
  const topic = branch.parent === undefined ? '+' : `${branch.topic}/+`;
  if (nodes.find(topic) !== undefined) return undefined;
  const fold = nodes.add({ topic, level, parent: branch, isFold: true });
  branch.fold = fold;
  for (const child of children) {
    fold.messagesBelow += child.messagesBelow;
    fold.topicsBelow += child.topicsBelow;
    fold.bytesBelow += child.bytesBelow;
    fold.rate.addAll(child.rate);
    if (child.latest >= fold.latest) fold.newestBelow = child;
    fold.latest = Math.max(fold.latest, child.latest);
  }
  return fold;
};
