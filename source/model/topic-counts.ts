import type { TopicNode } from './topic-node.ts';

/** Notes the newest message in the folds above its topic. */
export const noteNewest = (node: TopicNode): void => {
  for (let up = node.parent; up !== undefined; up = up.parent)
    if (up.isFold && up.children !== undefined) up.children.newest = node;
};

/**
 * Counts a message at and above its topic, the `latest`th of the tree; `window` is that of the rate,
 * `undefined` for a message that does not count there.
 */
export const countMessage = (node: TopicNode, latest: number, window: number | undefined): void => {
  for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent) {
    up.messagesBelow += 1;
    up.latest = latest;
    if (window !== undefined) up.addIn(window);
  }
};

/** Adds to a count of everything below in each branch above a node. */
export const countAbove = (node: TopicNode, what: 'bytes' | 'topics', by: number): void => {
  for (let up = node.parent; up !== undefined; up = up.parent)
    if (up.children !== undefined) up.children[what] += by;
};

/** Sets the size of a topic's newest payload, bytes. */
export const setBytes = (node: TopicNode, bytes: number): void => {
  countAbove(node, 'bytes', bytes - node.bytes);
  node.bytes = bytes;
};
