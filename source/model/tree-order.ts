import type { TopicNode } from './topic-node.ts';

/** How the topics of a branch are ordered. */
export const treeOrders = ['name', 'latest', 'rate', 'count'] as const;
export type TreeOrder = (typeof treeOrders)[number];

/** Orders that follow the traffic are brought up to date at most this often, ms: rows must not dance. */
const settleTime = 1000;

const isNumber = /^\d{1,15}$/;

const byText = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Plain numbers first and by value (`2` before `10`), everything else by code unit. */
const byName = ({ level: a }: TopicNode, { level: b }: TopicNode): number => {
  const isNumberA = isNumber.test(a);
  const isNumberB = isNumber.test(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return (isNumberA ? Number(a) - Number(b) : 0) || byText(a, b);
};

const figureOf = (node: TopicNode, order: TreeOrder, now: number): number => {
  if (order === 'latest') return node.lastAt;
  return order === 'rate' ? node.rate.perSecond(now) : node.messagesBelow;
};

/** The children in order; sorts only when something came or the order has aged. */
export const orderedChildren = (
  node: TopicNode,
  order: TreeOrder,
  now: number,
): readonly TopicNode[] => {
  const isStale =
    node.orderedAt < 0 || (order !== 'name' && Math.abs(now - node.orderedAt) >= settleTime);
  if (!isStale) return node.order;
  node.orderedAt = now;
  // Sorted in place: the array is the node's own, and mostly in order already.
  // oxlint-disable-next-line unicorn/no-array-sort -- see above
  if (order === 'name') return node.order.sort(byName);
  const figures = new Map(node.order.map((child) => [child, figureOf(child, order, now)]));
  // oxlint-disable-next-line unicorn/no-array-sort -- see above
  return node.order.sort((a, b) => (figures.get(b) ?? 0) - (figures.get(a) ?? 0) || byName(a, b));
};
