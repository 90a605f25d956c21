import type { StoredMessage } from './stored-message.ts';
import type { TopicTree } from './topic-tree.ts';

/**
 * The message of the same topic before one (-1) or after it (1), as far as the history reaches;
 * `undefined` where there is none.
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
