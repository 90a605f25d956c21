import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames } from '../../source/collections/name-order.ts';
import type { TopicNode } from '../../source/model/topic-node.ts';
import { type TreeOrder, treeOrders } from '../../source/model/tree-order.ts';
import { shownIn, Siblings } from '../support/siblings.ts';

const figureOf = (node: TopicNode, order: TreeOrder, now: number): number => {
  if (order === 'name') return 0;
  if (order === 'latest') return node.latest;
  if (order === 'size') return node.bytesBelow;
  return order === 'count' ? node.messagesBelow : node.rate.perSecond(now);
};

/** Those that are equal stay in the order by name. */
const naiveOrder = (nodes: readonly TopicNode[], order: TreeOrder, now: number): TopicNode[] =>
  nodes.toSorted(
    (a, b) => figureOf(b, order, now) - figureOf(a, order, now) || compareNames(a.level, b.level),
  );

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
        fc.record({
          does: fc.constant('remove' as const),
          count: fc.integer({ min: 1, max: 900 }),
        }),
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
        let order: TreeOrder = 'name';
        for (const step of script) {
          now += 2000;
          if (step.does === 'add') siblings.addMany(step.count);
          if (step.does === 'remove') siblings.removeMany(step.count);
          if (step.does === 'order') {
            order = step.order;
            children.arrange(order, now);
          }
          const isSettled = order === 'name' || step.does === 'order';
          const wanted = isSettled ? naiveOrder(all, order, now) : shownIn(children);
          expect(shownIn(children)).toEqual(wanted);
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

  it('do not come back when they leave while the others are being sorted', () => {
    const siblings = new Siblings(5);
    const { children } = siblings;
    siblings.addMany(6000);
    children.arrange('count', 5000);
    expect(children.isArranging).toBe(true);
    siblings.addMany(100);
    siblings.removeMany(3000);
    siblings.addMany(50);
    siblings.check();
    while (children.isArranging) children.arrangeOn();
    siblings.check();
    children.arrange('name', 5000);
    expect(shownIn(children)).toEqual(naiveOrder(siblings.all, 'name', 0));
    siblings.check();
  });

  // Until the order has settled a new child stands at an end: where it belongs by its figures.
  it.each([
    ['name', 600],
    ['latest', 0],
    ['count', 600],
    ['rate', 600],
  ] as const)('take a new child into the order by %s', (order, place) => {
    const siblings = new Siblings(3);
    siblings.addMany(600);
    siblings.children.arrange(order, 5000);
    const node = siblings.add('y');
    siblings.giveRows(node, 3);
    expect(shownIn(siblings.children).indexOf(node)).toBe(place);
    siblings.check();
    siblings.children.arrange(order, 6500);
    expect(shownIn(siblings.children)).toEqual(naiveOrder(siblings.all, order, 6500));
    siblings.check();
    siblings.children.arrange('name', 6500);
    expect(shownIn(siblings.children)).toEqual(naiveOrder(siblings.all, 'name', 6500));
    siblings.check();
  });
});
