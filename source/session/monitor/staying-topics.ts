import type { Devices } from '../../model/devices/devices.ts';
import type { TopicNode } from '../../model/topic-node.ts';
import type { BranchLog } from '../../model/branch-log.ts';
import type { Bookmarks } from './bookmarks.ts';
import type { TopicWatches } from './topic-watches.ts';

/** What the user has opened or marked. */
type Marked = {
  readonly log: BranchLog | undefined;
  readonly bookmarks: Bookmarks;
  readonly charted: ReadonlySet<string>;
  readonly watches: TopicWatches;
};

/**
 * Whether a topic stays in a full tree, however long it is silent: it is, or is all that is left of, what the
 * user has opened or marked, or it tells of a device. A watch with wildcards needs no topic in the tree.
 */
export const mustStay = (
  { log, bookmarks, charted, watches }: Marked,
  devices: Devices,
  node: TopicNode,
): boolean => {
  const opened = log?.isWhole === false ? log.topic : undefined;
  let at: TopicNode | undefined = node;
  do {
    const { topic } = at;
    if (opened === topic || bookmarks.topics.has(topic)) return true;
    at = at.parent;
  } while (at?.parent !== undefined && at.topicsBelow === 1);
  return charted.has(node.topic) || watches.names(node.topic) || devices.isSource(node.topic);
};
