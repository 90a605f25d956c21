import type { TopicNode } from './topic-node.ts';

/** The part of the tree that the order reads. */
type Topics = {
  /** By identifier. */
  readonly nodes: readonly (TopicNode | undefined)[];
  /** The number of a topic's newest message, which only grows. */
  readonly numberOf: (node: TopicNode) => number;
  /** Whether a topic must stay, however long it is silent. */
  readonly mustStay: (node: TopicNode) => boolean;
};

/** The fewest topics that give way between two full scans, as a share of all topics. */
const lookShare = 1 / 200;

/**
 * Finds the topics that have been silent longest. Messages cost it nothing: it is a heap by the numbers that
 * the topics' newest messages had when it looked, and one that has grown is put right once it is the lowest.
 * Topics that must stay are left out, so that they are not looked at each time.
 */
export class SilenceOrder {
  readonly #topics: Topics;
  /** A heap: each number is at most those at twice its place plus one and plus two. */
  readonly #numbers: number[] = [];
  /** The topics that have these numbers. */
  readonly #heap: TopicNode[] = [];
  /** How many more topics to hand out before the next full scan, which finds those that need not stay any longer. */
  #patience = 0;
  #isKept = false;

  constructor(topics: Topics) {
    this.#topics = topics;
  }

  /** Adds a new topic: its message is the newest of all. */
  add(node: TopicNode): void {
    if (this.#isKept) this.#push(node);
  }

  /** The topic that has been silent longest and may go, which is then no longer in the order; `undefined` if all must stay. */
  take(): TopicNode | undefined {
    if (this.#patience <= 0) this.#lookAtAll();
    this.#patience -= 1;
    for (let node = this.#heap[0]; node !== undefined; node = this.#heap[0]) {
      const number = this.#topics.numberOf(node);
      if (number > (this.#numbers[0] ?? 0)) {
        this.#sink(node, number, 0);
        continue;
      }
      this.#dropFirst();
      if (!this.#topics.mustStay(node)) return node;
    }
    return undefined;
  }

  #lookAtAll(): void {
    const { nodes, numberOf, mustStay } = this.#topics;
    this.#isKept = true;
    this.#heap.length = 0;
    this.#numbers.length = 0;
    for (const node of nodes) {
      if (node === undefined || node.messages === 0 || mustStay(node)) continue;
      this.#heap.push(node);
      this.#numbers.push(numberOf(node));
    }
    for (let at = (this.#heap.length >> 1) - 1; at >= 0; at -= 1) this.#sinkAt(at);
    this.#patience = Math.max(this.#heap.length, Math.floor(nodes.length * lookShare));
  }

  #push(node: TopicNode): void {
    const number = this.#topics.numberOf(node);
    let at = this.#heap.length;
    // New topics are the newest, so this usually ends at once; not for topics without messages in a recording.
    for (let up = (at - 1) >> 1; at > 0 && (this.#numbers[up] ?? 0) > number; up = (at - 1) >> 1) {
      this.#put(this.#heap[up], this.#numbers[up], at);
      at = up;
    }
    this.#put(node, number, at);
  }

  #dropFirst(): void {
    const node = this.#heap.pop();
    const number = this.#numbers.pop();
    if (node !== undefined && number !== undefined && this.#heap.length > 0)
      this.#sink(node, number, 0);
  }

  #sinkAt(at: number): void {
    const node = this.#heap[at];
    if (node !== undefined) this.#sink(node, this.#numbers[at] ?? 0, at);
  }

  /** Puts a topic at a place, or below it where it belongs. */
  #sink(node: TopicNode, number: number, from: number): void {
    const numbers = this.#numbers;
    const end = numbers.length;
    let at = from;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= end) break;
      if (below + 1 < end && (numbers[below + 1] ?? 0) < (numbers[below] ?? 0)) below += 1;
      if ((numbers[below] ?? 0) >= number) break;
      this.#put(this.#heap[below], numbers[below], at);
      at = below;
    }
    this.#put(node, number, at);
  }

  #put(node: TopicNode | undefined, number: number | undefined, at: number): void {
    if (node === undefined || number === undefined) return;
    this.#heap[at] = node;
    this.#numbers[at] = number;
  }
}
