import { byName, type Ordered, sortByTraffic, stepSize, type TreeOrder } from './tree-order.ts';

/** Some siblings that stand together, and the sum of their rows. */
export type Block<Node> = { nodes: Node[]; rows: number };

/** A topic or branch among those beside it. */
type Sibling<Node> = Ordered & {
  /** Rows that it takes on the screen. */
  readonly rows: number;
  /** Where it stands. */
  block: Block<Node> | undefined;
};

/** A block that has grown to this is cut in two: finding a place costs about as much among the blocks as in one. */
const largest = 512;

/** Orders that follow the traffic are brought up to date at most this often, ms: rows must not dance. */
const settleTime = 1000;

/** With many siblings less often, ms for each: sorting must not take a noticeable share of the time. */
const settleTimeEach = 0.01;

/** Where the row at a distance from the first one is. */
export type RowPlace = {
  readonly block: number;
  readonly index: number;
  /** Rows of that node that come before. */
  readonly skip: number;
};

/**
 * The children of a node in the order they are shown, in blocks that know their rows: a row is
 * found, and a child put in, without walking all of them. The order by name is always kept; an
 * order by traffic is made from it while it is shown.
 */
export class Children<Node extends Sibling<Node>> {
  readonly #named: Block<Node>[] = [{ nodes: [], rows: 0 }];
  /** The order that is shown: by name or by traffic. */
  #shown = this.#named;
  /** The order that was asked for last; while it is being made, another one is shown. */
  #order: TreeOrder = 'name';
  #sorting: Generator<undefined, Node[]> | undefined;
  /** Those that came while the others were sorted. */
  #latecomers: Node[] = [];
  #orderedAt = 0;
  /** How many there are. */
  count = 0;

  /** The blocks in the order that is shown. */
  get blocks(): readonly Block<Node>[] {
    return this.#shown;
  }

  /** Puts a child in, which has no rows yet. */
  add(node: Node): void {
    this.count += 1;
    const named = this.#blockByName(node);
    const place = lowest(named.nodes.length, (at) => isAfter(named.nodes[at], node));
    named.nodes.splice(place, 0, node);
    if (this.#shown === this.#named) node.block = named;
    else this.#addUnsettled(node);
    if (this.#sorting !== undefined) this.#latecomers.push(node);
    this.#cut(this.#named, named);
  }

  /** Whether an order is being made: `arrangeOn` goes on. */
  get isArranging(): boolean {
    return this.#sorting !== undefined;
  }

  /** Brings the order up to date when it is another one or has aged; with many children bit by bit. */
  arrange(order: TreeOrder, now: number): void {
    const settled = Math.max(settleTime, this.count * settleTimeEach);
    const isFresh =
      this.#order === order && (order === 'name' || Math.abs(now - this.#orderedAt) < settled);
    if (isFresh) return;
    this.#order = order;
    this.#orderedAt = now;
    this.#latecomers = [];
    this.#sorting = undefined;
    if (order === 'name') this.#show(this.#named);
    else {
      const nodes = this.#named.flatMap((block) => block.nodes);
      this.#sorting = sortByTraffic(nodes, order, now);
      // A few are shown in their new order at once.
      if (this.count <= stepSize) while (this.isArranging) this.arrangeOn();
    }
  }

  /** Does a little more for the order that is being made. */
  arrangeOn(): void {
    const sorted = this.#sorting?.next();
    if (sorted?.done !== true) return;
    this.#sorting = undefined;
    const late = this.#latecomers;
    this.#show(
      blocksOf(
        this.#order === 'latest'
          ? [...late.toReversed(), ...sorted.value]
          : [...sorted.value, ...late],
      ),
    );
  }

  /** Finds the node that holds the row with this many rows before it. */
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

  /** How many rows stand before those of a child. */
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

  /** Puts a child into an order by traffic: it has the newest message of all, and next to no count and rate. */
  #addUnsettled(node: Node): void {
    const isFirst = this.#order === 'latest';
    const block = this.#shown.at(isFirst ? 0 : -1);
    if (block === undefined) return;
    if (isFirst) block.nodes.unshift(node);
    else block.nodes.push(node);
    node.block = block;
    this.#cut(this.#shown, block);
  }

  /** The block whose names the node's name is among. */
  #blockByName(node: Node): Block<Node> {
    const after = lowest(this.#named.length, (at) => isAfter(this.#named[at]?.nodes[0], node));
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

const isAfter = (other: Ordered | undefined, node: Ordered): boolean =>
  other === undefined || byName(other, node) > 0;

/** The lowest index at which something holds that holds for all that follow; `count` where it holds for none. */
const lowest = (count: number, holds: (index: number) => boolean): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

const blocksOf = <Node>(nodes: readonly Node[]): Block<Node>[] => {
  const blocks: Block<Node>[] = [];
  for (let from = 0; from < nodes.length; from += largest)
    blocks.push({ nodes: nodes.slice(from, from + largest), rows: 0 });
  return blocks;
};

/** Adds its rows up, and tells its nodes where they stand. */
const settle = <Node extends Sibling<Node>>(block: Block<Node>): void => {
  block.rows = 0;
  for (const node of block.nodes) {
    node.block = block;
    block.rows += node.rows;
  }
};
