import type { StoredMessage } from './stored-message.ts';
import type { TopicTree } from './topic-tree.ts';

/**
 * The previous (-1) or next (1) message of the same topic, as far as the history reaches; `undefined` if
 * there is none.
 */
export const neighbourOf = (
  tree: TopicTree,
  { topic, sequence }: Pick<StoredMessage, 'topic' | 'sequence'>,
  by: 1 | -1,
): StoredMessage | undefined => {
  const node = tree.find(topic);
  if (node === undefined || node.kept === 0) return undefined;
  const { store } = tree;
  let address = node.newest;
  let after: number | undefined;
  for (let left = node.kept; left > 0; left -= 1) {
    const here = store.sequenceAt(address);
    if (by === -1 && here < sequence) return store.read(address, topic);
    if (by === 1 && here <= sequence) break;
    after = address;
    if (left > 1) address = store.previousOf(address);
  }
  return by === 1 && after !== undefined ? store.read(after, topic) : undefined;
};
