import { compareNames } from '../collections/name-order.ts';
import { type Ordered, sortByTraffic, stepSize, type TreeOrder } from './tree-order.ts';

/** Adjacent siblings, and the sum of their rows. */
export type Block<Node> = { nodes: Node[]; rows: number };

/** A topic or branch among its siblings. */
type Sibling<Node> = Ordered & {
  /** How many rows it takes on the screen. */
  readonly rows: number;
  /** The block that contains it. */
  block: Block<Node> | undefined;
};

/** A block of this size is split in two: searching the blocks then costs about as much as searching one. */
const largest = 512;

/** How often an order by traffic is updated at most, ms: rows must not jump about. */
const settleTime = 1000;

/** Added for each sibling, ms: sorting must not take a noticeable share of the time. */
const settleTimeEach = 0.01;

/** Where a row is found. */
export type RowPlace = {
  readonly block: number;
  readonly index: number;
  /** How many of that node's rows come before it. */
  readonly skip: number;
};

/**
 * The children of a node in display order, in blocks that know their rows: rows are found and children
 * inserted without walking all of them. The order by name is always kept; an order by traffic is derived
 * from it while it is shown.
 */
export class Children<Node extends Sibling<Node>> {
  readonly #named: Block<Node>[] = [{ nodes: [], rows: 0 }];
  /** The blocks in the order shown, by name or by traffic. */
  #shown = this.#named;
  /** The order requested last; while it is being sorted, the previous one is shown. */
  #order: TreeOrder = 'name';
  #sorting: Generator<undefined, Node[]> | undefined;
  /** Children that arrived while the others were being sorted. */
  #latecomers: Node[] = [];
  /** Children that were removed meanwhile. */
  readonly #leavers = new Set<Node>();
  #orderedAt = 0;
  /** How many children there are. */
  count = 0;
  /** The total size of the newest payloads of them and everything below, bytes. */
  bytes = 0;
  /** How many topics with at least one message there are among them and below. */
  topics = 0;
  /** The sum of their rows. */
  rows = 0;
  /** How often one was added or removed. */
  changes = 0;
  /** How many there were when their names were last compared; see `alikeAmong`. */
  lookedAt = 0;
  /** The child that is a fold. */
  fold: Node | undefined;
  /** For the children of a fold, what their names have in common. */
  shape: string | undefined;
  /** For the children of a fold, the topic at or below them whose message is the newest. */
  newest: Node | undefined;

  /** The blocks in the order shown. */
  get blocks(): readonly Block<Node>[] {
    return this.#shown;
  }

  /** The child, if there is just one. */
  get only(): Node | undefined {
    return this.count === 1 ? this.#named[0]?.nodes[0] : undefined;
  }

  /** The children in the order by name. */
  *byName(): Generator<Node> {
    for (const { nodes } of this.#named) yield* nodes;
  }

  /** Inserts a child, which has no rows yet. */
  add(node: Node): void {
    this.count += 1;
    this.changes += 1;
    const { level } = node;
    const named = this.#blockByName(level);
    const place = lowest(named.nodes.length, (at) => isAfter(named.nodes[at], level));
    named.nodes.splice(place, 0, node);
    if (this.#shown === this.#named) node.block = named;
    else this.#addUnsettled(node);
    if (this.#sorting !== undefined) this.#latecomers.push(node);
    this.#cut(this.#named, named);
  }

  /** Removes a child, which has no rows any longer. */
  remove(node: Node): void {
    this.count -= 1;
    this.changes += 1;
    takeOut(this.#named, this.#blockByName(node.level), node);
    if (this.#shown !== this.#named) takeOut(this.#shown, node.block, node);
    if (this.#sorting !== undefined) this.#leavers.add(node);
    node.block = undefined;
  }

  /** Whether sorting is under way: `arrangeOn` continues it. */
  get isArranging(): boolean {
    return this.#sorting !== undefined;
  }

  /** Updates the order if it is another one or has aged; with many children, bit by bit. */
  arrange(order: TreeOrder, now: number): void {
    const settled = Math.max(settleTime, this.count * settleTimeEach);
    const isFresh =
      this.#order === order && (order === 'name' || Math.abs(now - this.#orderedAt) < settled);
    if (isFresh) return;
    this.#order = order;
    this.#orderedAt = now;
    this.#latecomers = [];
    this.#leavers.clear();
    this.#sorting = undefined;
    if (order === 'name') this.#show(this.#named);
    else {
      const nodes = this.#named.flatMap((block) => block.nodes);
      this.#sorting = sortByTraffic(nodes, order, now);
      // Few children are sorted at once.
      if (this.count <= stepSize) while (this.isArranging) this.arrangeOn();
    }
  }

  /** Continues sorting for one step. */
  arrangeOn(): void {
    const sorted = this.#sorting?.next();
    if (sorted?.done !== true) return;
    this.#sorting = undefined;
    const late = this.#latecomers;
    const all =
      this.#order === 'latest'
        ? [...late.toReversed(), ...sorted.value]
        : [...sorted.value, ...late];
    const leavers = this.#leavers;
    this.#show(blocksOf(leavers.size === 0 ? all : all.filter((node) => !leavers.has(node))));
    leavers.clear();
  }

  /** Finds the row that has this many rows before it. */
  seek(rows: number): RowPlace {
    let skip = rows;
    for (const [block, { nodes, rows: sum }] of this.#shown.entries()) {
      if (skip >= sum) {
        skip -= sum;
        continue;
      }
      for (const [index, node] of nodes.entries()) {
        if (skip < node.rows) return { block, index, skip };
        skip -= node.rows;
      }
    }
    return { block: this.#shown.length, index: 0, skip };
  }

  /** How many rows come before those of a child. */
  rowsBefore(child: Node): number {
    let rows = 0;
    for (const block of this.#shown) {
      if (block !== child.block) {
        rows += block.rows;
        continue;
      }
      for (const node of block.nodes) {
        if (node === child) return rows;
        rows += node.rows;
      }
    }
    return rows;
  }

  #show(blocks: Block<Node>[]): void {
    this.#shown = blocks;
    for (const block of blocks) settle(block);
  }

  /** Adds a new child to an order by traffic: its message is the newest of all, its count and rate the lowest. */
  #addUnsettled(node: Node): void {
    const isFirst = this.#order === 'latest';
    const block = this.#shown.at(isFirst ? 0 : -1);
    if (block === undefined) return;
    if (isFirst) block.nodes.unshift(node);
    else block.nodes.push(node);
    node.block = block;
    this.#cut(this.#shown, block);
  }

  /** The block in the order by name that a child belongs to. */
  #blockByName(level: string): Block<Node> {
    const after = lowest(this.#named.length, (at) => isAfter(this.#named[at]?.nodes[0], level));
    const block = this.#named[Math.max(0, after - 1)];
    if (block === undefined) throw new Error('there is always a block');
    return block;
  }

  #cut(blocks: Block<Node>[], block: Block<Node>): void {
    if (block.nodes.length <= largest) return;
    const rest: Block<Node> = { nodes: block.nodes.splice(largest / 2), rows: 0 };
    blocks.splice(blocks.indexOf(block) + 1, 0, rest);
    if (blocks !== this.#shown) return;
    settle(block);
    settle(rest);
  }
}

const isAfter = (other: Ordered | undefined, level: string): boolean =>
  other === undefined || compareNames(other.level, level) > 0;

/** The lowest index at which a condition holds, if it holds for all later ones too; `count` if for none. */
const lowest = (count: number, holds: (index: number) => boolean): number => {
  // Topics often come in their order: then each is the last.
  if (count > 0 && !holds(count - 1)) return count;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Takes a node out of its block, and out of the blocks an empty one. */
const takeOut = <Node>(blocks: Block<Node>[], block: Block<Node> | undefined, node: Node): void => {
  if (block === undefined) return;
  block.nodes.splice(block.nodes.indexOf(node), 1);
  // There is always a block.
  if (block.nodes.length === 0 && blocks.length > 1) blocks.splice(blocks.indexOf(block), 1);
};

const blocksOf = <Node>(nodes: readonly Node[]): Block<Node>[] => {
  const blocks: Block<Node>[] = [];
  for (let from = 0; from < nodes.length; from += largest)
    blocks.push({ nodes: nodes.slice(from, from + largest), rows: 0 });
  return blocks;
};

/** Sums the block's rows, and sets the block of its nodes. */
const settle = <Node extends Sibling<Node>>(block: Block<Node>): void => {
  block.rows = 0;
  for (const node of block.nodes) {
    node.block = block;
    block.rows += node.rows;
  }
};
