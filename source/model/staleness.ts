import type { TopicNode } from './topic-node.ts';
import type { TopicTree } from './topic-tree.ts';

/** A topic is stale after this many of its usual intervals, but not before this time, ms. */
const intervals = 10;
const soonest = 60_000;

/** The fewest messages that show a usual interval. */
const fewest = 4;

/** When a topic's newest message arrived, ms since the epoch; `undefined` for a branch that is not a topic. */
export const newestAt = ({ store }: TopicTree, node: TopicNode): number | undefined =>
  node.kept === 0 ? node.remains?.receivedAt : store.timeAt(node.newest);

/**
 * Whether no message has arrived on a topic for `after` ms; without that, for ten times the usual
 * interval of its kept messages.
 */
export const isStale = (
  tree: TopicTree,
  node: TopicNode,
  now: number,
  after: number | undefined,
): boolean => {
  const newest = newestAt(tree, node);
  if (newest === undefined) return false;
  if (after !== undefined) return now - newest > after;
  if (node.kept < fewest) return false;
  const usual = (newest - tree.store.timeAt(node.oldest)) / (node.kept - 1);
  return now - newest > Math.max(soonest, intervals * usual);
};
