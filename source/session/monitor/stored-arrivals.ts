import type { TopicTree } from '../../model/topic-tree.ts';
import type { Message } from '../../mqtt/message.ts';

/** The broker sends what it has stored in one go: after this long without any, ms, the rest is live. */
const quietAfter = 5000;

/**
 * Tells the stored messages that subscribing brings from live ones. Where RETAIN is set on stored messages
 * only, the flag says it. With "retain as published" live messages carry it too: then the first one on a
 * topic after subscribing counts as stored, until the broker has sent them all.
 */
export class StoredArrivals {
  #keepsFlag = true;
  /** What is recorded later than this has arrived since the last subscribing. */
  #before = 0;
  /** Until when stored messages are expected, ms since the epoch. */
  #until = 0;

  /** A subscription was requested at `now`, ms since the epoch; `keepsFlag`: live messages may carry RETAIN. */
  subscribed({ store }: TopicTree, now: number, keepsFlag: boolean): void {
    this.#keepsFlag = keepsFlag;
    this.#before = store.sequence;
    this.#until = now + quietAfter;
  }

  /** Whether a message with RETAIN, not recorded yet, was stored. */
  take({ topic, receivedAt }: Message, tree: TopicTree): boolean {
    if (!this.#keepsFlag) return true;
    if (receivedAt > this.#until || this.#hasArrived(topic, tree)) return false;
    this.#until = receivedAt + quietAfter;
    return true;
  }

  #hasArrived(topic: string, tree: TopicTree): boolean {
    const node = tree.find(topic);
    return node !== undefined && node.kept > 0 && tree.store.sequenceAt(node.newest) > this.#before;
  }
}
