import type { TopicNode } from './topic-node.ts';
import type { TopicTest, TreeFilter } from './topic-test.ts';

/** Nodes that a new filter is tried on at once: about a millisecond. */
const slice = 4000;

/** Reading a payload costs as much as looking at this many names, and one more for this many of its bytes. */
const readingCost = 10;
const bytesPerNode = 64;

/** A filter that depends on the time is tried again after this many ms, plus this many per topic. */
const agingTime = 1000;
const agingTimeEach = 0.02;

type Wiring = {
  /** What the filter says of a node has changed. */
  readonly onChange: (node: TopicNode) => void;
  /** There is work to be done bit by bit: `workOn`. */
  readonly onBusy: () => void;
};

/**
 * Tries the tree's filter on all topics, and again where messages or the time may change what it
 * says: bit by bit, so that no key has to wait.
 */
export class FilterWork {
  /** Topics that are not shown because they are to be hidden. */
  excluded = 0;
  /** Topics that are shown, or would be if their branches were open. */
  passing = 0;
  #filter: TreeFilter = { wants: [], hides: [] };
  /** Whether messages can change what the filter lets through. */
  followsMessages = false;
  #followsTime = false;
  #readsPayloads = false;
  #prepares: readonly TopicTest[] = [];
  /** Every node in the order of their coming, parents first. */
  readonly #nodes: readonly TopicNode[];
  readonly #wiring: Wiring;
  /** How many nodes had come before the filter; these must be tried. */
  #filtered = 0;
  /** How many of them have been tried. */
  #tried = 0;
  /** Nodes to be tried apart from the others: they are new, or have had a message. */
  readonly #pending = new Set<TopicNode>();
  /** When the filter was begun to be tried on all, ms. */
  #begunAt = 0;
  /** The time that the filter compares with, ms. */
  #now = 0;

  constructor(nodes: readonly TopicNode[], wiring: Wiring) {
    this.#nodes = nodes;
    this.#wiring = wiring;
  }

  /** Whether there are topics that the filter has not been tried on. */
  get isBusy(): boolean {
    return this.#tried < this.#filtered || this.#pending.size > 0;
  }

  /** Whether what the filter lets through changes with time alone. */
  get followsTime(): boolean {
    return this.#followsTime;
  }

  /** Begins with another filter at `now`, ms; the first topics are tried at once. */
  set(filter: TreeFilter, now: number): void {
    const tests = [...filter.wants, ...filter.hides];
    this.#filter = filter;
    this.followsMessages = tests.some((test) => test.followsMessages === true);
    this.#followsTime = tests.some((test) => test.followsTime === true);
    this.#readsPayloads = tests.some((test) => test.readsPayloads === true);
    this.#prepares = tests.filter(({ prepare }) => prepare !== undefined);
    this.#pending.clear();
    this.#begin(now);
  }

  /** Takes over the filter that another one works with. */
  follow(other: FilterWork): void {
    this.set(other.#filter, other.#now);
  }

  /** Tries the filter on some more topics. */
  workOn(): void {
    const nodes = this.#nextNodes();
    for (const { prepare } of this.#prepares) prepare?.(nodes);
    for (const node of nodes) this.#try(node);
  }

  /** A node is new. What is costly to find out waits for its turn: until then it is not shown. */
  add(node: TopicNode): void {
    const isLate = this.followsMessages || this.#prepares.length > 0;
    node.matches = !isLate && this.#isWanted(node);
    node.isExcluded = !isLate && this.#isHidden(node);
    if (isLate) this.#tryLater(node);
  }

  /** A message of a topic was recorded. */
  recorded(node: TopicNode, isFirst: boolean): void {
    if (isFirst) this.#count(node, 1);
    if (this.followsMessages) this.#tryLater(node);
  }

  /** The rows are about to be drawn, at `now` in ms: tries a filter that depends on the time again if its result is old. */
  age(now: number): void {
    if (!this.#followsTime || this.#tried < this.#filtered) return;
    const time = Math.max(agingTime, this.#nodes.length * agingTimeEach);
    if (Math.abs(now - this.#begunAt) >= time) this.#begin(now);
  }

  #begin(now: number): void {
    this.#now = now;
    this.#begunAt = now;
    this.#filtered = this.#nodes.length;
    this.#tried = 0;
    this.workOn();
    if (this.isBusy) this.#wiring.onBusy();
  }

  #tryLater(node: TopicNode): void {
    if (this.#pending.size === 0) this.#wiring.onBusy();
    this.#pending.add(node);
  }

  #costOf(node: TopicNode): number {
    return this.#readsPayloads ? 1 + readingCost + node.bytes / bytesPerNode : 1;
  }

  /** What is to be tried next: so little that no key has to wait for it, but something. */
  #nextNodes(): TopicNode[] {
    const nodes: TopicNode[] = [];
    let cost = 0;
    for (; this.#tried < this.#filtered && cost < slice; this.#tried += 1) {
      const node = this.#nodes[this.#tried];
      if (node === undefined) continue;
      cost += this.#costOf(node);
      nodes.push(node);
    }
    for (const node of this.#pending) {
      if (cost >= slice) break;
      cost += this.#costOf(node);
      nodes.push(node);
      this.#pending.delete(node);
    }
    return nodes;
  }

  #try(node: TopicNode): void {
    const matches = this.#isWanted(node);
    const isExcluded = this.#isHidden(node);
    if (matches === node.matches && isExcluded === node.isExcluded) return;
    this.#count(node, -1);
    node.matches = matches;
    node.isExcluded = isExcluded;
    this.#count(node, 1);
    this.#wiring.onChange(node);
  }

  /** Counts a topic in, or with -1 out. */
  #count(node: TopicNode, by: 1 | -1): void {
    if (node.messages === 0) return;
    if (node.isExcluded) this.excluded += by;
    else if (node.matches) this.passing += by;
  }

  #isWanted(node: TopicNode): boolean {
    return this.#filter.wants.every((test) => test.passes(node, this.#now));
  }

  #isHidden(node: TopicNode): boolean {
    return this.#filter.hides.some((test) => test.passes(node, this.#now));
  }
}
