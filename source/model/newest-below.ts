import type { MessageStore } from './message-store.ts';
import type { RecordAddress } from './record-address.ts';
import { nodesBelow, type TopicNode } from './topic-node.ts';

/** The `count`th highest number; 0 if there are no more than `count`. */
const threshold = (numbers: readonly number[], count: number): number =>
  numbers.length <= count ? 0 : (Float64Array.from(numbers).toSorted().at(-count) ?? 0);

/**
 * The addresses of a branch's newest messages, oldest first. Looks only into histories that can contain
 * one: at least `count` messages are as new as the `count`th newest of the topics' newest messages.
 */
export const newestBelow = (
  node: TopicNode,
  store: MessageStore,
  count: number,
): RecordAddress[] => {
  const topics = [...nodesBelow(node)].filter(({ kept }) => kept > 0);
  const newest = topics.map((topic) => store.sequenceAt(topic.newest));
  const oldest = threshold(newest, count);
  const found: { readonly address: RecordAddress; readonly sequence: number }[] = [];
  for (const [index, topic] of topics.entries()) {
    if ((newest[index] ?? 0) < oldest) continue;
    let address = topic.newest;
    for (let left = Math.min(topic.kept, count); left > 0; left -= 1) {
      const sequence = store.sequenceAt(address);
      if (sequence < oldest) break;
      found.push({ address, sequence });
      address = store.previousOf(address);
    }
  }
  return found
    .toSorted((a, b) => a.sequence - b.sequence)
    .slice(-count)
    .map(({ address }) => address);
};
