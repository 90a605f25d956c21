import type { TopicNode } from './topic-node.ts';
import type { TopicTest, TreeFilter } from './topic-test.ts';

/** How many nodes are tested in one step, at most: about a millisecond. */
const mostInSlice = 4000;

/** Reading a payload costs as much as testing this many names, plus one for every `bytesPerNode` of its bytes. */
const readingCost = 10;
const bytesPerNode = 64;

/** A filter that depends on time is tested again after this long, ms, plus this much per topic. */
const agingTime = 1000;
const agingTimeEach = 0.02;

type Wiring = {
  /** The filter's result for a node has changed. */
  readonly onChange: (node: TopicNode) => void;
  /** There is work for `workOn`. */
  readonly onBusy: () => void;
};

/**
 * Tests all topics against the tree's filter, and again when messages or time may change the result:
 * bit by bit, so that no key has to wait.
 */
export class FilterWork {
  /** Topics hidden by an exclude filter. */
  excluded = 0;
  /** Topics shown, or that would be if their branches were open. */
  passing = 0;
  #filter: TreeFilter = { wants: [], hides: [] };
  /** Whether messages can change the filter's result. */
  followsMessages = false;
  #followsTime = false;
  #readsPayloads = false;
  #prepares: readonly TopicTest[] = [];
  /** By identifier. A removed node's place is free or taken by another one. */
  readonly #nodes: readonly (TopicNode | undefined)[];
  readonly #wiring: Wiring;
  /** How many nodes existed before the filter: all of them must be tested. */
  #filtered = 0;
  /** How many of them have been tested. */
  #tried = 0;
  /** Nodes to test besides those: they are new, or have received a message. */
  readonly #pending = new Set<TopicNode>();
  /** Nodes whose test took too long; they are next, fewer at a time. */
  readonly #putOff: TopicNode[] = [];
  /** How many nodes the next step tests. */
  #slice = mostInSlice;
  /** When testing all of them started, ms since the epoch. */
  #begunAt = 0;
  /** The time that the filter compares with, ms since the epoch. */
  #now = 0;

  constructor(nodes: readonly (TopicNode | undefined)[], wiring: Wiring) {
    this.#nodes = nodes;
    this.#wiring = wiring;
  }

  /** Whether some topics have not been tested yet. */
  get isBusy(): boolean {
    return this.#tried < this.#filtered || this.#pending.size + this.#putOff.length > 0;
  }

  /** Whether the filter asks for some topics, rather than only hiding some. */
  get wantsSome(): boolean {
    return this.#filter.wants.length > 0;
  }

  /** Whether the filter's result changes with time alone. */
  get followsTime(): boolean {
    return this.#followsTime;
  }

  /** Starts with another filter at `now`, ms since the epoch; the first topics are tested at once. */
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

  /** Takes over another instance's filter. */
  follow(other: FilterWork): void {
    this.set(other.#filter, other.#now);
  }

  /** Tests some more topics. */
  workOn(): void {
    const nodes = this.#nextNodes();
    const isPrepared = this.#prepares.every(({ prepare }) => prepare?.(nodes) !== false);
    this.#slice = Math.min(mostInSlice, Math.max(1, this.#slice * (isPrepared ? 2 : 0.5)));
    if (isPrepared) for (const node of nodes) this.#test(node);
    else this.#putOff.push(...nodes);
  }

  /** Takes a new node. If testing it is costly, it waits its turn, and is not shown until then. */
  add(node: TopicNode): void {
    const isLate = this.followsMessages || this.#prepares.length > 0;
    node.matches = !isLate && this.#isWanted(node);
    node.isExcluded = !isLate && this.#isHidden(node);
    if (isLate) this.#testLater(node);
  }

  /** A message was recorded on a topic. */
  recorded(node: TopicNode, isFirst: boolean): void {
    if (isFirst) this.#count(node, 1);
    if (this.followsMessages) this.#testLater(node);
  }

  /** A topic is about to lose its messages. */
  forget(node: TopicNode): void {
    this.#count(node, -1);
    this.#pending.delete(node);
  }

  /** A branch that stays has lost messages. */
  emptied(node: TopicNode): void {
    if (this.followsMessages && this.#isThere(node)) this.#testLater(node);
  }

  /** The rows are about to be drawn at `now`, ms since the epoch: tests a filter that depends on time again if its result is old. */
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
    // They are among all of them.
    this.#putOff.length = 0;
    this.#slice = mostInSlice;
    this.workOn();
    if (this.isBusy) this.#wiring.onBusy();
  }

  #testLater(node: TopicNode): void {
    if (this.#pending.size === 0) this.#wiring.onBusy();
    this.#pending.add(node);
  }

  #isThere(node: TopicNode): boolean {
    return this.#nodes[node.identifier] === node;
  }

  #costOf(node: TopicNode): number {
    return this.#readsPayloads ? 1 + readingCost + node.bytes / bytesPerNode : 1;
  }

  /** The nodes to test next: at least one, but so few that no key has to wait. */
  #nextNodes(): TopicNode[] {
    const nodes: TopicNode[] = [];
    let cost = 0;
    while (this.#putOff.length > 0 && cost < this.#slice) {
      const node = this.#putOff.pop() as TopicNode;
      if (!this.#isThere(node)) continue;
      cost += this.#costOf(node);
      nodes.push(node);
    }
    for (; this.#tried < this.#filtered && cost < this.#slice; this.#tried += 1) {
      const node = this.#nodes[this.#tried];
      if (node === undefined) continue;
      cost += this.#costOf(node);
      nodes.push(node);
    }
    for (const node of this.#pending) {
      if (cost >= this.#slice) break;
      cost += this.#costOf(node);
      nodes.push(node);
      this.#pending.delete(node);
    }
    return nodes;
  }

  #test(node: TopicNode): void {
    const matches = this.#isWanted(node);
    const isExcluded = this.#isHidden(node);
    if (matches === node.matches && isExcluded === node.isExcluded) return;
    this.#count(node, -1);
    node.matches = matches;
    node.isExcluded = isExcluded;
    this.#count(node, 1);
    this.#wiring.onChange(node);
  }

  /** Adds a topic to the counts, or with -1 removes it. */
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
