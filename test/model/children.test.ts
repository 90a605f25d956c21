import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Children } from '../../source/model/children.ts';
import { TopicNode } from '../../source/model/topic-node.ts';
import { byName, type TreeOrder, treeOrders } from '../../source/model/tree-order.ts';

const root = new TopicNode({ topic: '', level: '', parent: undefined, identifier: -1 });

const shownIn = (children: Children): TopicNode[] => children.blocks.flatMap(({ nodes }) => nodes);

const figureOf = (node: TopicNode, order: TreeOrder, now: number): number => {
  if (order === 'name') return 0;
  if (order === 'latest') return node.latest;
  return order === 'count' ? node.messagesBelow : node.rate.perSecond(now);
};

/** Those that are equal stay in the order by name. */
const naiveOrder = (nodes: readonly TopicNode[], order: TreeOrder, now: number): TopicNode[] =>
  nodes.toSorted((a, b) => figureOf(b, order, now) - figureOf(a, order, now) || byName(a, b));

/** Siblings in blocks, with rows and traffic of their own, and all of them in a flat array. */
class Siblings {
  readonly children = new Children();
  readonly all: TopicNode[] = [];
  readonly #random: () => number;

  constructor(seed: number) {
    let state = seed;
    this.#random = () => (state = (state * 48_271 + 11) % 2_147_483_647);
  }

  /** A number from 0 up to a limit. */
  random(limit: number): number {
    return this.#random() % limit;
  }

  /** Few figures for many siblings, so that there are ties. */
  add(level: string): TopicNode {
    const node = new TopicNode({ topic: level, level, parent: root, identifier: this.all.length });
    this.all.push(node);
    this.children.add(node);
    node.messagesBelow = this.random(5);
    node.latest = this.random(20);
    for (let count = this.random(4); count > 0; count -= 1) node.rate.add(0);
    this.giveRows(node, this.random(4));
    return node;
  }

  addMany(count: number): void {
    const start = this.all.length;
    const levels = Array.from({ length: count }, (_, index) => start + index);
    for (const number of levels.toSorted(
      (a, b) => ((a * 7919) % 1009) - ((b * 7919) % 1009) || b - a,
    ))
      this.add(number % 3 === 0 ? `x${number}` : String(number));
  }

  giveRows(node: TopicNode, rows: number): void {
    if (node.block !== undefined) node.block.rows += rows - node.rows;
    node.rows = rows;
  }

  /** That every row, and how many rows stand before each child, is found as in the flat array. */
  check(): void {
    const { children } = this;
    const flat = shownIn(children);
    expect(flat.length).toBe(this.all.length);
    expect(new Set(flat)).toEqual(new Set(this.all));
    for (const block of children.blocks) {
      expect(block.nodes.length).toBeLessThanOrEqual(512);
      expect(block.rows).toBe(block.nodes.reduce((sum, { rows }) => sum + rows, 0));
      for (const node of block.nodes) expect(node.block === block).toBe(true);
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
      expect([found?.level, place.skip]).toEqual([node.level, skip]);
    }
    expect(children.seek(rows.length).block).toBe(children.blocks.length);
    for (const [index, node] of flat.entries())
      if (index % 11 === 0) expect(children.rowsBefore(node)).toBe(starts.get(node));
  }
}

describe('the children of a node', () => {
  it('are in the order by name, in blocks, whatever the order they came in', () => {
    const siblings = new Siblings(1);
    siblings.addMany(2500);
    expect(siblings.children.blocks.length).toBeGreaterThan(4);
    expect(siblings.children.count).toBe(2500);
    expect(shownIn(siblings.children)).toEqual(naiveOrder(siblings.all, 'name', 0));
    siblings.check();
  });

  it.each([
    ['from the first to the last', (index: number) => index],
    ['from the last to the first', (index: number) => 2000 - index],
    ['from both ends', (index: number) => (index % 2 === 0 ? index : 4001 - index)],
  ])('are found when they came %s', (_name, level) => {
    const siblings = new Siblings(1);
    for (let index = 0; index < 2000; index += 1) siblings.add(String(level(index)));
    expect(shownIn(siblings.children)).toEqual(naiveOrder(siblings.all, 'name', 0));
    siblings.check();
  });

  it('are where a flat array has them, whatever is done to them', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ does: fc.constant('add' as const), count: fc.integer({ min: 1, max: 700 }) }),
        fc.record({ does: fc.constant('order' as const), order: fc.constantFrom(...treeOrders) }),
        fc.record({ does: fc.constant('rows' as const), count: fc.integer({ min: 1, max: 100 }) }),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.nat(), steps, (seed, script) => {
        const siblings = new Siblings(seed + 1);
        const { all, children } = siblings;
        // A node has children only when there is one.
        siblings.add('first');
        let now = 1000;
        for (const step of script) {
          now += 2000;
          if (step.does === 'add') siblings.addMany(step.count);
          if (step.does === 'order') {
            children.arrange(step.order, now);
            expect(shownIn(children)).toEqual(naiveOrder(all, step.order, now));
          }
          for (let left = step.does === 'rows' ? step.count : 0; left > 0; left -= 1) {
            const node = all[siblings.random(all.length)];
            if (node !== undefined) siblings.giveRows(node, siblings.random(5));
          }
          siblings.check();
        }
      }),
      { numRuns: 25 },
    );
  });

  it.each(treeOrders)('has a new child in its place after the order by %s has aged', (order) => {
    const siblings = new Siblings(3);
    siblings.addMany(600);
    siblings.children.arrange(order, 5000);
    const node = siblings.add('new');
    siblings.giveRows(node, 3);
    const flat = shownIn(siblings.children);
    expect(flat.filter((child) => child === node)).toHaveLength(1);
    // Until the order has settled it stands at an end: where a new one belongs by its figures.
    if (order === 'latest') expect(flat[0]).toBe(node);
    if (order === 'count' || order === 'rate') expect(flat.at(-1)).toBe(node);
    siblings.check();
    siblings.children.arrange(order, 6500);
    expect(shownIn(siblings.children)).toEqual(naiveOrder(siblings.all, order, 6500));
    siblings.check();
    siblings.children.arrange('name', 6500);
    expect(shownIn(siblings.children)).toEqual(naiveOrder(siblings.all, 'name', 6500));
    siblings.check();
  });
});
