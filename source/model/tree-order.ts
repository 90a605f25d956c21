import type { Rate } from './rate.ts';

/** The orders of topics and branches. */
export type Ordered = {
  readonly level: string;
  readonly latest: number;
  readonly bytesBelow: number;
  readonly messagesBelow: number;
  readonly rate: Rate;
};

/** One of `treeOrders`. */
export const treeOrders = ['name', 'latest', 'rate', 'count', 'size'] as const;
export type TreeOrder = (typeof treeOrders)[number];

/** Rates are compared to this fraction of a message per second. */
const finest = 1000;

const figureOf = (node: Ordered, order: TreeOrder, now: number): number => {
  if (order === 'latest') return node.latest;
  if (order === 'size') return node.bytesBelow;
  return order === 'rate' ? Math.round(node.rate.perSecond(now) * finest) : node.messagesBelow;
};

/** How many nodes are processed in one step: about a millisecond. */
export const stepSize = 4000;

/**
 * Sorts siblings, given in order of name, by traffic, in steps; the sort is stable. Figure and place are
 * packed into one number each, because an array of numbers is sorted five times as fast as one of nodes.
 * Differences too small for such a number count as equal.
 */
export function* sortByTraffic<Node extends Ordered>(
  nodes: readonly Node[],
  order: TreeOrder,
  now: number,
): Generator<undefined, Node[]> {
  const figures = new Float64Array(nodes.length);
  for (const [place, node] of nodes.entries()) {
    figures[place] = figureOf(node, order, now);
    if (place % stepSize === stepSize - 1) yield;
  }
  const highest = figures.reduce((high, figure) => Math.max(high, figure), 0);
  const places = Math.max(1, nodes.length);
  const most = Math.floor(Number.MAX_SAFE_INTEGER / places) - 1;
  const packed = figures.map((figure, place) => Math.min(most, highest - figure) * places + place);
  const sorted = Array.from(packed.toSorted(), (number) => nodes[number % places]).filter(
    (node) => node !== undefined,
  );
  yield;
  return sorted;
}
