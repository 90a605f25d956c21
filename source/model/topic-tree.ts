import type { Message } from '../mqtt/message.ts';
import { topicLevels } from '../mqtt/topic.ts';
import { HistoryBudget, type TreeLimits } from './history-budget.ts';
import { keep, type KeptMessage } from './kept-message.ts';
import { nodesBelow, TopicNode } from './topic-node.ts';
import { orderedChildren, type TreeOrder } from './tree-order.ts';

/** Branches of the first level open by themselves; deeper ones too, as long as the tree is small. Presence (`$…`) stays closed. */
const opensByItself = (node: TopicNode, nodes: number): boolean =>
  node.depth === 0 || (!node.level.startsWith('$') && node.depth < 3 && nodes < 60);

/** Branches take memory too: so many levels a topic are allowed for on average. */
const nodesPerTopic = 4;

/** Deeper levels share one row: a topic of 32,768 levels must not cost 32,768 rows. */
const deepest = 64;

const treeLevels = (topic: string): readonly string[] => {
  const levels = topicLevels(topic);
  return levels.length <= deepest
    ? levels
    : [...levels.slice(0, deepest - 1), levels.slice(deepest - 1).join('/')];
};

/**
 * Every topic seen, as a tree of levels. The counts of visible rows are kept in the nodes, so that
 * the rows on the screen are found by descending, however many topics there are.
 */
export class TopicTree {
  readonly root = new TopicNode('', undefined);
  order: TreeOrder = 'name';
  /** Messages whose topic found no room under the limit of topics. */
  notStored = 0;
  readonly budget: HistoryBudget;
  readonly #limits: TreeLimits;
  readonly #byTopic = new Map<string, TopicNode>();
  #sequence = 0;
  #words: readonly string[] = [];

  constructor(limits: TreeLimits) {
    this.#limits = limits;
    this.budget = new HistoryBudget(limits);
    this.root.isOpen = true;
  }

  /** Number of topics that have had a message. */
  get topics(): number {
    return this.root.topicsBelow;
  }

  /** Number of rows that the tree takes with what is open and passes the filter. */
  get rowCount(): number {
    return this.root.childRows;
  }

  /** The node of a topic or branch. */
  find(topic: string): TopicNode | undefined {
    return this.#byTopic.get(topic);
  }

  /** Topics and branches that begin with `start`, one level further at most; branches end in `/`. */
  topicsStartingWith(start: string, limit: number): string[] {
    const slash = start.lastIndexOf('/');
    const branch = slash === -1 ? this.root : this.#byTopic.get(start.slice(0, slash));
    const found: string[] = [];
    for (const child of branch?.children.values() ?? []) {
      if (child.topic.startsWith(start))
        found.push(child.last === undefined ? `${child.topic}/` : child.topic);
    }
    return found.toSorted().slice(0, limit);
  }

  /** Records a message; `undefined` when there is no room for its topic. */
  record(message: Message): KeptMessage | undefined {
    const node = this.#nodeFor(message.topic);
    if (node === undefined) {
      this.notStored += 1;
      return undefined;
    }
    this.#sequence += 1;
    const kept = keep(message, this.#sequence, this.#limits.payload, node.topic);
    if (node.messages === 0)
      for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent)
        up.topicsBelow += 1;
    node.messages += 1;
    if (message.retain) node.isRetained = kept.size > 0;
    for (let up: TopicNode | undefined = node; up !== undefined; up = up.parent) {
      up.messagesBelow += 1;
      up.lastAt = message.receivedAt;
      up.rate.add(message.receivedAt);
    }
    this.budget.add(node, kept);
    return kept;
  }

  /** The visible rows `from` to `from + count`, top to bottom. */
  rows(from: number, count: number, now: number): TopicNode[] {
    const found: TopicNode[] = [];
    let skip = from;
    const descend = (node: TopicNode): void => {
      for (const child of orderedChildren(node, this.order, now)) {
        if (found.length >= count) return;
        if (skip >= child.rows) {
          skip -= child.rows;
          continue;
        }
        if (skip === 0) found.push(child);
        else skip -= 1;
        if (found.length < count && this.isUnfolded(child)) descend(child);
      }
    };
    descend(this.root);
    return found;
  }

  /** The row that a node stands in, or -1 when it is folded away or filtered out. */
  rowOf(node: TopicNode, now: number): number {
    let row = -1;
    for (let at = node; at.parent !== undefined; at = at.parent) {
      if (at.rows === 0 || !this.isUnfolded(at.parent)) return -1;
      row += 1;
      for (const sibling of orderedChildren(at.parent, this.order, now)) {
        if (sibling === at) break;
        row += sibling.rows;
      }
    }
    return row;
  }

  /** Whether the children are shown: opened, or on the way to what the filter wants. */
  isUnfolded(node: TopicNode): boolean {
    return node.isOpen || (!node.matches && node.childRows > 0);
  }

  setOpen(node: TopicNode, isOpen: boolean): void {
    node.isOpen = isOpen;
    this.#updateRows(node);
  }

  /** Opens or closes a branch and all branches below it. */
  setOpenBelow(node: TopicNode, isOpen: boolean): void {
    for (const below of [...nodesBelow(node)].toReversed()) {
      // The root has no row of its own that could open it again.
      if (below !== this.root && (below.children.size > 0 || below === node))
        this.setOpen(below, isOpen);
    }
  }

  setOrder(order: TreeOrder): void {
    this.order = order;
    for (const node of nodesBelow(this.root)) node.orderedAt = -1;
  }

  /** Shows only topics that contain all words of `text`, whatever the case; all for an empty text. */
  setFilter(text: string): void {
    this.#words = text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    // Children before their parents, so that each sum is ready when it is needed.
    for (const node of [...nodesBelow(this.root)].toReversed()) {
      node.matches = this.#passes(node);
      node.childRows = 0;
      for (const child of node.children.values()) node.childRows += child.rows;
      node.rows = this.#rowsOf(node);
    }
  }

  #passes(node: TopicNode): boolean {
    if (this.#words.length === 0) return true;
    const topic = node.topic.toLowerCase();
    return this.#words.every((word) => topic.includes(word));
  }

  #rowsOf(node: TopicNode): number {
    if (!node.matches && node.childRows === 0) return 0;
    return 1 + (this.isUnfolded(node) ? node.childRows : 0);
  }

  /** Carries a change of a node's rows up to the root. */
  #updateRows(node: TopicNode): void {
    for (let at = node; at.parent !== undefined; at = at.parent) {
      const rows = this.#rowsOf(at);
      const change = rows - at.rows;
      if (change === 0) return;
      at.rows = rows;
      at.parent.childRows += change;
    }
  }

  /** The node to record a topic's message in; `undefined` for a new topic when there are enough. */
  #nodeFor(topic: string): TopicNode | undefined {
    const known = this.#byTopic.get(topic);
    if (known !== undefined && known.messages > 0) return known;
    const { topics } = this.#limits;
    const isFull = this.topics >= topics || this.#byTopic.size >= topics * nodesPerTopic;
    return isFull ? undefined : (known ?? this.#add(topic));
  }

  #add(topic: string): TopicNode {
    let node = this.root;
    for (const level of treeLevels(topic)) {
      let child = node.children.get(level);
      if (child === undefined) {
        child = new TopicNode(level, node);
        child.isOpen = opensByItself(child, this.#byTopic.size);
        child.matches = this.#passes(child);
        node.children.set(level, child);
        node.order.push(child);
        node.orderedAt = -1;
        this.#byTopic.set(child.topic, child);
        this.#updateRows(child);
      }
      node = child;
    }
    return node;
  }
}
