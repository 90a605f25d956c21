import assert from 'node:assert/strict';
import { Children } from '../../source/model/children.ts';
import { TopicNode } from '../../source/model/topic-node.ts';

const root = new TopicNode({ topic: '', parent: undefined, identifier: -1 });

/** The children in the order in which they are shown. */
export const shownIn = (children: Children<TopicNode>): TopicNode[] =>
  children.blocks.flatMap(({ nodes }) => nodes);

/** Siblings in blocks, with rows and traffic, and the same siblings in a flat array. */
export class Siblings {
  readonly children = new Children<TopicNode>();
  readonly all: TopicNode[] = [];
  /** How many have been added. */
  added = 0;
  readonly #random: () => number;

  constructor(seed: number) {
    let state = seed;
    this.#random = () => (state = (state * 48_271 + 11) % 2_147_483_647);
  }

  /** A number from 0 up to a limit, exclusive. */
  random(limit: number): number {
    return this.#random() % limit;
  }

  /** Adds a sibling; there are fewer different counts than siblings, so that there are ties. */
  add(level: string): TopicNode {
    const node = new TopicNode({ topic: level, parent: root, identifier: this.added });
    this.added += 1;
    this.all.push(node);
    this.children.add(node);
    node.messagesBelow = this.random(5);
    node.latest = this.random(20);
    node.bytes = this.random(5);
    for (let count = this.random(4); count > 0; count -= 1) node.rate.add(0);
    this.giveRows(node, this.random(4));
    return node;
  }

  addMany(count: number): void {
    const start = this.added;
    const levels = Array.from({ length: count }, (_, index) => start + index);
    for (const number of levels.toSorted(
      (a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009) || b - a,
    ))
      this.add(number % 3 === 0 ? `x${number}` : String(number));
  }

  /** Removes siblings, but leaves one. */
  removeMany(count: number): void {
    for (let left = Math.min(count, this.all.length - 1); left > 0; left -= 1) {
      const [node] = this.all.splice(this.random(this.all.length), 1);
      if (node === undefined) return;
      this.giveRows(node, 0);
      this.children.remove(node);
    }
  }

  giveRows(node: TopicNode, rows: number): void {
    if (node.block !== undefined) node.block.rows += rows - node.rows;
    node.rows = rows;
  }

  /** Checks that every row, and the number of rows before each child, is the same as in the flat array. */
  check(): void {
    const { children } = this;
    const flat = shownIn(children);
    assert.equal(flat.length, this.all.length);
    const there = new Set(flat);
    assert.ok(this.all.every((node) => there.has(node)));
    for (const block of children.blocks) {
      assert.ok(block.nodes.length <= 512);
      assert.equal(
        block.rows,
        block.nodes.reduce((sum, { rows }) => sum + rows, 0),
      );
      for (const node of block.nodes) assert.ok(node.block === block);
    }
    const starts = new Map<TopicNode, number>();
    const rows: { readonly node: TopicNode; readonly skip: number }[] = [];
    for (const node of flat) {
      starts.set(node, rows.length);
      for (let skip = 0; skip < node.rows; skip += 1) rows.push({ node, skip });
    }
    for (const [row, { node, skip }] of rows.entries()) {
      if (row % 7 !== 0) continue;
      const place = children.seek(row);
      const found = children.blocks[place.block]?.nodes[place.index];
      assert.deepEqual([found?.level, place.skip], [node.level, skip]);
    }
    assert.equal(children.seek(rows.length).block, children.blocks.length);
    for (const [index, node] of flat.entries())
      if (index % 11 === 0) assert.equal(children.rowsBefore(node), starts.get(node));
  }
}
