import { costOf, type KeptMessage, remainsOf } from './kept-message.ts';
import type { TopicNode } from './topic-node.ts';

/** Bounds of everything that is kept of the topics. */
export type TreeLimits = {
  /** Messages kept per topic. */
  readonly history: number;
  /** Bytes kept of one payload. */
  readonly payload: number;
  /** Bytes of all kept messages together. */
  readonly memory: number;
  /** Topics in the tree. */
  readonly topics: number;
};

/** Keeps the histories of all topics within their limits: per topic by number, in all by bytes. */
export class HistoryBudget {
  /** Messages that had to go to stay under the memory limit. */
  evicted = 0;
  bytes = 0;
  readonly #limits: TreeLimits;
  /** The topics in the order their messages came; the oldest message of all is the first one's first. */
  #queue: TopicNode[] = [];
  #head = 0;

  constructor(limits: TreeLimits) {
    this.#limits = limits;
  }

  /** Takes a topic's newest message. */
  add(node: TopicNode, message: KeptMessage): void {
    const { last } = node;
    if (last !== undefined && node.history.at(-1) !== last) this.bytes -= last.keptSize;
    node.last = message;
    node.history.push(message);
    this.bytes += costOf(message);
    if (node.history.length > this.#limits.history) {
      // The entry for the message that goes stays queued, in its place in the order; the next of
      // this topic inherits it, which at worst evicts a little early.
      this.#drop(node);
    } else this.#queue.push(node);
    while (this.bytes > this.#limits.memory && this.#head < this.#queue.length) this.#evictOldest();
  }

  #drop(node: TopicNode): void {
    const oldest = node.history.shift();
    if (oldest !== undefined) this.bytes -= costOf(oldest);
  }

  /** The tree goes on showing a value, or its start. */
  #leaveRemains(node: TopicNode): void {
    if (node.last === undefined) return;
    node.last = remainsOf(node.last);
    this.bytes += node.last.keptSize;
  }

  #evictOldest(): void {
    const node = this.#queue[this.#head];
    this.#head += 1;
    if (node !== undefined && node.history.length > 0) {
      if (node.history.length === 1) this.#leaveRemains(node);
      this.#drop(node);
      this.evicted += 1;
    }
    if (this.#head >= 4096 && this.#head * 2 >= this.#queue.length) {
      this.#queue = this.#queue.slice(this.#head);
      this.#head = 0;
    }
  }
}
