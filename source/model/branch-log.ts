import type { StoredMessage } from './stored-message.ts';
import type { Holder, MessageStore } from './message-store.ts';
import { newestBelow } from './newest-below.ts';
import { type RecordAddress, nowhere, type RecordName } from './record-address.ts';
import type { TopicNode } from './topic-node.ts';
import type { TopicTree } from './topic-tree.ts';

/** How many past messages are collected when the log is opened. */
const backlog = 2000;

/** How much a log may hold; the oldest entries are evicted first. */
const limits = { entries: 10_000, bytes: 32 * 1024 * 1024 };

/**
 * The messages of one topic or branch in order of arrival: those in the topics' histories, then new
 * ones. The log itself holds them in the store, so that they outlast the histories. An entry keeps its
 * position for good: positions grow and never shift.
 */
export class BranchLog implements Holder {
  readonly topic: string;
  /** Position of the oldest entry still held. */
  first = 0;
  /** The position that the next entry will have. */
  end = 0;
  /** How many entries were evicted. */
  evicted = 0;
  /** How many entries were on the screen at least once. */
  shown = 0;
  readonly #node: TopicNode;
  readonly #store: MessageStore;
  #bytes = 0;
  // Indexed by position modulo the number of entries.
  readonly #addresses = new Float64Array(limits.entries).fill(nowhere);
  /** A topic may have left the tree before its message leaves the log. */
  readonly #topics: string[] = [];
  readonly #sequences = new Float64Array(limits.entries);
  readonly #sizes = new Uint32Array(limits.entries);
  readonly #isShown = new Uint8Array(limits.entries);

  constructor(node: TopicNode, tree: TopicTree) {
    this.topic = node.topic;
    this.#node = node;
    this.#store = tree.store;
    this.#store.addHolder(this);
    for (const address of newestBelow(node, tree.store, backlog))
      this.#append(address, tree.topicOf(address));
  }

  get length(): number {
    return this.end - this.first;
  }

  /** Whether it may hold messages of several topics. */
  get isBranch(): boolean {
    return this.#node.children !== undefined;
  }

  /** The branch that is named with each of its topics: this one, or for a fold the one above. */
  get branch(): string {
    return (this.#node.isFold ? this.#node.parent?.topic : undefined) ?? this.topic;
  }

  /** Whether it has the messages of all topics. */
  get isWhole(): boolean {
    return this.#node.parent === undefined;
  }

  /** Whether it is the log of this topic or branch. */
  isOf(node: TopicNode): boolean {
    return this.#node === node;
  }

  /** The message at a position; `undefined` if it was evicted or does not exist yet. */
  at(position: number): StoredMessage | undefined {
    if (position < this.first || position >= this.end) return undefined;
    const index = position % limits.entries;
    const address = this.#addresses[index] ?? nowhere;
    return address === nowhere ? undefined : this.#store.read(address, this.#topics[index] ?? '');
  }

  /** Notes that the entries `from` to `to` are on the screen; each counts only once. */
  countShown(from: number, to: number): void {
    for (let position = Math.max(from, this.first); position <= to; position += 1) {
      const index = position % limits.entries;
      if (this.#isShown[index] === 0) this.shown += 1;
      this.#isShown[index] = 1;
    }
  }

  /** Takes a topic's newest message if it belongs here; returns whether it does. */
  offer(node: TopicNode): boolean {
    for (let at: TopicNode | undefined = node; at !== undefined; at = at.parent) {
      if (at !== this.#node) continue;
      if (node.kept > 0) this.#append(node.newest, node.topic);
      return true;
    }
    return false;
  }

  /** Releases everything; positions keep counting up. */
  clear(): void {
    for (; this.first < this.end; this.first += 1) this.#release(this.first);
  }

  /** Releases everything for good. */
  close(): void {
    this.clear();
    this.#store.removeHolder(this);
  }

  holdsRecord(address: RecordAddress, { sequence }: RecordName): boolean {
    const position = this.#find(sequence);
    return position !== nowhere && this.#addresses[position % limits.entries] === address;
  }

  recordMoved(to: RecordAddress, { sequence }: RecordName): void {
    this.#addresses[this.#find(sequence) % limits.entries] = to;
  }

  recordEvicted({ sequence }: RecordName): void {
    this.#release(this.#find(sequence));
    while (this.length > 0 && this.#addresses[this.first % limits.entries] === nowhere)
      this.#shift();
  }

  #append(address: RecordAddress, topic: string): void {
    if (this.length === limits.entries) this.#shift();
    const index = this.end % limits.entries;
    const size = this.#store.sizeAt(address);
    this.#store.hold(address);
    this.#addresses[index] = address;
    this.#topics[index] = topic;
    this.#sequences[index] = this.#store.sequenceAt(address);
    this.#sizes[index] = size;
    this.#isShown[index] = 0;
    this.#bytes += size;
    this.end += 1;
    while (this.#bytes > limits.bytes && this.length > 1) this.#shift();
  }

  #shift(): void {
    this.#release(this.first);
    this.first += 1;
    this.evicted += 1;
  }

  #release(position: number): void {
    const index = position % limits.entries;
    const address = this.#addresses[index] ?? nowhere;
    if (address === nowhere) return;
    const size = this.#sizes[index] ?? 0;
    this.#addresses[index] = nowhere;
    this.#topics[index] = '';
    this.#bytes -= size;
    this.#store.release(address, size);
  }

  /** The position of the entry with this sequence. */
  #find(sequence: number): number {
    let low = this.first;
    let high = this.end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#sequences[middle % limits.entries] ?? 0) < sequence) low = middle + 1;
      else high = middle;
    }
    const isThere = low < this.end && this.#sequences[low % limits.entries] === sequence;
    return isThere ? low : nowhere;
  }
}
