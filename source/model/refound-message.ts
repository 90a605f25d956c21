import type { StoredMessage } from './stored-message.ts';
import type { TopicTree } from './topic-tree.ts';

/**
 * A message of a replaced tree, as it is in the new one: with its sequence number there, or, if it is not
 * kept there, with a fraction between its neighbours.
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
