import type { StoredMessage } from './stored-message.ts';
import type { TopicTree } from './topic-tree.ts';

/**
 * A message from a tree that is gone, as it stands in the one that was made in its place: numbered
 * as there, or between its neighbours (a fraction) where it is not kept there.
 */
export const refoundMessage = (tree: TopicTree, message: StoredMessage): StoredMessage => {
  const node = tree.find(message.topic);
  let address = node?.newest;
  for (let left = node?.kept ?? 0; left > 0 && address !== undefined; left -= 1) {
    const here = tree.store.read(address, message.topic);
    if (here.receivedAt < message.receivedAt) return { ...message, sequence: here.sequence + 0.5 };
    const isSame = here.receivedAt === message.receivedAt && here.payload.equals(message.payload);
    if (isSame) return here;
    if (left > 1) address = tree.store.previousOf(address);
  }
  return { ...message, sequence: 0 };
};
