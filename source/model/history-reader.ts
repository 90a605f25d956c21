import type { StoredMessage } from './stored-message.ts';
import type { TopicNode } from './topic-node.ts';
import type { TopicTree } from './topic-tree.ts';

/** How many messages are read between two checks of the clock. */
const between = 16;

/**
 * Reads a topic's history once, from the oldest kept message on, as far as time allows: each message is
 * handed out once, even if it is evicted later.
 */
export class HistoryReader {
  /** The number of the next message to read among the topic's messages. */
  #next = 0;

  /** Whether some messages have not been read yet. */
  isBehind(node: TopicNode): boolean {
    return node.kept > 0 && this.#next < node.messages;
  }

  /** Whether so much is unread that some may be evicted before the next frame. */
  isPressed(node: TopicNode): boolean {
    return (node.messages - this.#next) * 2 > node.kept;
  }

  /**
   * Passes unread messages to `take`, the oldest first, until `mayGoOn` or `take` returns false: what
   * `take` refuses is offered again.
   */
  read(
    tree: TopicTree,
    node: TopicNode,
    take: (message: StoredMessage) => boolean,
    mayGoOn: () => boolean,
  ): void {
    if (!this.isBehind(node)) return;
    const { store } = tree;
    const oldest = node.messages - node.kept;
    this.#next = Math.max(this.#next, oldest);
    let address = this.#find(tree, node, this.#next - oldest);
    for (let read = 1; ; read += 1) {
      if (!take(store.read(address, node.topic))) return;
      this.#next += 1;
      if (this.#next >= node.messages) return;
      address = store.nextOf(address);
      if (read % between === 0 && !mayGoOn()) return;
    }
  }

  /** The address of the message `index` places after the oldest one, counted from the nearer end. */
  #find({ store }: TopicTree, node: TopicNode, index: number): number {
    const behind = node.kept - 1 - index;
    let address = index < behind ? node.oldest : node.newest;
    if (index < behind) for (let step = 0; step < index; step += 1) address = store.nextOf(address);
    else for (let step = 0; step < behind; step += 1) address = store.previousOf(address);
    return address;
  }
}
