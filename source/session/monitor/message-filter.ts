import { TopicNode } from '../../model/topic-node.ts';
import type { Message } from '../../mqtt/message.ts';
import type { MessageReader } from '../../payload/message-reader.ts';
import { asTest, readFilter } from './read-filter.ts';

/** Whether a message passes; it must be the one that the reader has taken last. */
export type MessageTest = (message: Message) => boolean;

/**
 * Reads a filter of the tree for messages as they come: a message passes as its topic would in the tree
 * with it as the newest one. Returns what is wrong, in one sentence. `onGivenUp` is called when a regular
 * expression took too long; from then on nothing passes.
 */
export const messageFilter = (
  text: string,
  reader: MessageReader,
  onGivenUp: () => void,
): MessageTest | string => {
  const filter = readFilter(text, {
    // Only tests of time look at it, and those are refused below.
    tree: () => {
      throw new Error('no tree');
    },
    last: () => reader.last,
    staleAfter: undefined,
    decode: (message) => reader.glanceBeyondText(message),
    onGivenUp,
  });
  if (typeof filter === 'string') return filter;
  if (filter.wants.length + filter.hides.length === 0)
    return 'It takes words, a/+/b, re:, payload:, json: or retained:.';
  const test = asTest(filter);
  if (test.followsTime === true)
    return 'changed: and stale: ask for a time without a message, which no message has.';
  return ({ topic, retain, receivedAt }) => {
    const node = new TopicNode({ topic, parent: undefined, identifier: 0 });
    node.messages = 1;
    node.isRetained = retain;
    let isReady = false;
    while (!isReady) isReady = test.prepare?.([node]) ?? true;
    return test.passes(node, receivedAt);
  };
};
