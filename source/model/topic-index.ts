import type { TopicNode } from './topic-node.ts';

/** The initial number of slots; there are always at least twice as many as topics. */
const fewest = 1024;

/**
 * Finds nodes by topic name. Every message needs a lookup by a name fresh from the network, and with many
 * topics that waits for memory more than it computes: here the hashes are adjacent, and only the right
 * name is ever read. A `Map` of 100,000 names reads several, and takes about twice as long.
 */
export class TopicIndex {
  /** How many nodes there are. */
  size = 0;
  readonly #nodes: readonly (TopicNode | undefined)[];
  /** A random seed: without it, a publisher could choose names with the same hash. */
  readonly #seed = Math.floor(Math.random() * 2 ** 32) | 0;
  /** Two numbers per slot: the hash, and the node's identifier plus one, or 0 if the slot is free. */
  #slots = new Int32Array(2 * fewest);

  /** `nodes`: by identifier; the array may grow. */
  constructor(nodes: readonly (TopicNode | undefined)[]) {
    this.#nodes = nodes;
  }

  /** The node of a topic name. */
  get(topic: string): TopicNode | undefined {
    const hash = this.#hash(topic);
    const slots = this.#slots;
    const last = slots.length - 2;
    for (let at = (hash << 1) & last; ; at = (at + 2) & last) {
      const found = slots[at + 1] ?? 0;
      if (found === 0) return undefined;
      if (slots[at] !== hash) continue;
      const node = this.#nodes[found - 1];
      if (node?.topic === topic) return node;
    }
  }

  /** Adds a node whose topic is not in the index yet. */
  add({ topic, identifier }: TopicNode): void {
    this.size += 1;
    if (this.size * 4 > this.#slots.length) this.#grow();
    this.#put(this.#hash(topic), identifier + 1);
  }

  /** Removes a node that is in the index. */
  remove({ topic, identifier }: TopicNode): void {
    const slots = this.#slots;
    const last = slots.length - 2;
    this.size -= 1;
    let gap = (this.#hash(topic) << 1) & last;
    while (slots[gap + 1] !== identifier + 1) gap = (gap + 2) & last;
    // Nothing that is further on for lack of room may be behind a free slot.
    for (let at = (gap + 2) & last; slots[at + 1] !== 0; at = (at + 2) & last) {
      const wanted = ((slots[at] ?? 0) << 1) & last;
      if (((at - wanted) & last) < ((at - gap) & last)) continue;
      slots[gap] = slots[at] ?? 0;
      slots[gap + 1] = slots[at + 1] ?? 0;
      gap = at;
    }
    slots[gap + 1] = 0;
  }

  #put(hash: number, value: number): void {
    const slots = this.#slots;
    const last = slots.length - 2;
    let at = (hash << 1) & last;
    while (slots[at + 1] !== 0) at = (at + 2) & last;
    slots[at] = hash;
    slots[at + 1] = value;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(2 * before.length);
    for (let at = 0; at < before.length; at += 2) {
      const value = before[at + 1] ?? 0;
      if (value !== 0) this.#put(before[at] ?? 0, value);
    }
  }

  #hash(topic: string): number {
    let hash = this.#seed;
    for (let at = 0; at < topic.length; at += 1) {
      hash = Math.imul(hash ^ topic.charCodeAt(at), 0x5bd1e995);
      hash ^= hash >>> 15;
    }
    return hash;
  }
}
