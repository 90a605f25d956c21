import { type StoredMessage, remainsOf } from './stored-message.ts';
import type { Holder, MessageStore } from './message-store.ts';
import { type RecordAddress, nowhere, type RecordName } from './record-address.ts';
import type { RecordContent } from './record-content.ts';
import type { TopicNode } from './topic-node.ts';

/**
 * The newest messages of every topic: doubly linked records in the store, without gaps. A topic costs
 * nothing but the two ends in its node.
 */
export class TopicHistories implements Holder {
  /** How many messages were evicted to stay within the memory limit. */
  evicted = 0;
  /** How many messages are kept. */
  kept = 0;
  readonly #store: MessageStore;
  /** The most messages to keep per topic. */
  readonly #limit: number;
  readonly #nodes: readonly (TopicNode | undefined)[];

  /** `nodes`: by identifier; the array may grow. */
  constructor(store: MessageStore, limit: number, nodes: readonly (TopicNode | undefined)[]) {
    this.#store = store;
    this.#limit = limit;
    this.#nodes = nodes;
    store.addHolder(this);
  }

  /** Takes and counts the next message of a topic; its number is the node's message count. */
  add(node: TopicNode, content: RecordContent): void {
    // First, so that the old record comes from memory while the new one is written.
    if (node.kept === this.#limit) this.#dropOldest(node);
    const address = this.#store.append(content, node.identifier, node.messages);
    if (node.kept === 0) node.oldest = address;
    else this.#store.link(node.newest, address);
    node.newest = address;
    node.kept += 1;
    this.kept += 1;
    node.messages += 1;
    node.remains = undefined;
  }

  /** Drops everything of a topic; a log may hold some of it still. */
  forget(node: TopicNode): void {
    while (node.kept > 0) this.#dropOldest(node);
    node.newest = nowhere;
    node.remains = undefined;
    node.since = this.#store.sequence;
  }

  /** The newest message of a topic, or what remains of it once its history is evicted. */
  last(node: TopicNode): StoredMessage | undefined {
    return node.kept === 0 ? node.remains : this.#store.read(node.newest, node.topic);
  }

  /** The sequence number of a topic's newest message; that of the one before its first while none is known. */
  newestNumber(node: TopicNode): number {
    return node.kept === 0
      ? (node.remains?.sequence ?? node.since)
      : this.#store.sequenceAt(node.newest);
  }

  /** The kept messages of a topic, oldest first. */
  of(node: TopicNode): StoredMessage[] {
    const found: StoredMessage[] = [];
    for (let at = node.oldest; found.length < node.kept; at = this.#store.nextOf(at))
      found.push(this.#store.read(at, node.topic));
    return found;
  }

  holdsRecord(_address: RecordAddress, { topic, number, sequence }: RecordName): boolean {
    const node = this.#nodes[topic];
    return node !== undefined && sequence > node.since && ageOf(number, node) <= node.kept;
  }

  recordMoved(to: RecordAddress, { topic, number }: RecordName): void {
    const node = this.#nodes[topic];
    if (node === undefined) return;
    const age = ageOf(number, node);
    if (age === node.kept) node.oldest = to;
    else this.#store.link(this.#store.previousOf(to), to);
    if (age === 1) node.newest = to;
    else this.#store.link(to, this.#store.nextOf(to));
  }

  /** Evicts older messages, too: a history has no gaps. */
  recordEvicted({ topic, number }: RecordName): void {
    const node = this.#nodes[topic];
    if (node === undefined) return;
    const age = ageOf(number, node);
    const last = age === 1 ? this.last(node) : undefined;
    if (last !== undefined) node.remains = remainsOf(last);
    while (node.kept >= age) {
      this.#dropOldest(node);
      this.evicted += 1;
    }
  }

  #dropOldest(node: TopicNode): void {
    const { oldest } = node;
    node.kept -= 1;
    this.kept -= 1;
    node.oldest = node.kept === 0 ? nowhere : this.#store.nextOf(oldest);
    this.#store.release(oldest);
  }
}

/** 1 for a topic's newest message, 2 for the previous one, and so on. */
const ageOf = (number: number, { messages }: TopicNode): number => (messages - number) >>> 0;
