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

/** Counts one topic more at and above a node, or one fewer. */
export const countTopic = (node: TopicNode, by: 1 | -1): void => {
  for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent) up.topicsBelow += by;
};

/** Sets the size of a topic's newest payload, bytes. */
export const setBytes = (node: TopicNode, bytes: number): void => {
  const growth = bytes - node.bytes;
  node.bytes = bytes;
  for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent)
    up.bytesBelow += growth;
};
