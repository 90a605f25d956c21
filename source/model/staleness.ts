import type { TopicNode } from './topic-node.ts';
import type { TopicTree } from './topic-tree.ts';

/** A topic is stale after this many of its usual intervals, but not before this time, ms. */
const intervals = 5;
const soonest = 60_000;

/** When a topic's newest message arrived, ms since the epoch; `undefined` for a branch that is not a topic. */
export const newestAt = ({ store }: TopicTree, node: TopicNode): number | undefined =>
  node.kept === 0 ? node.remains?.receivedAt : store.timeAt(node.newest);

/**
 * The usual time from one message of a topic to the next, ms, learned as they come; `undefined` while too
 * few have come, and for a topic that comes irregularly. What the broker had stored does not count.
 */
export const usualInterval = (
  { arrivals }: TopicTree,
  { identifier }: TopicNode,
): number | undefined => arrivals.usualInterval(identifier);

/**
 * How long ago a topic's newest message came, ms: the newest live one, or the one that the broker had
 * stored if there was no other. `undefined` for a branch that is not a topic.
 */
export const silenceOf = (tree: TopicTree, node: TopicNode, now: number): number | undefined => {
  const newest = tree.arrivals.newestAt(node.identifier) ?? newestAt(tree, node);
  return newest === undefined ? undefined : now - newest;
};

/**
 * How long a stale topic has been silent, ms; `undefined` for one that is not stale. A topic is stale when
 * no message has come for `after` ms; without that, for several of its usual intervals.
 */
export const staleFor = (
  tree: TopicTree,
  node: TopicNode,
  now: number,
  after: number | undefined,
): number | undefined => {
  const usual = after === undefined ? usualInterval(tree, node) : undefined;
  const limit = after ?? (usual && Math.max(soonest, intervals * usual));
  if (limit === undefined) return undefined;
  const silence = silenceOf(tree, node, now);
  return silence !== undefined && silence > limit ? silence : undefined;
};
