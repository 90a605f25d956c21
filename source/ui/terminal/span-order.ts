import type { CellSpan } from './span.ts';

/** From this cost on a link saves nothing: an absolute movement takes as many bytes, from anywhere. */
const far = 9;

type Link = { readonly from: CellSpan; readonly to: CellSpan };

/** The number of bytes between two spans. */
export type LinkCosts = { readonly between: (from: CellSpan, to: CellSpan) => number };

/**
 * Orders the spans of some rows so that they take few bytes. Each one is linked to a near one, the next in
 * its row or one above it, so that digits that change in every row are written column by column; upwards,
 * since that takes a byte less than downwards. The cheapest links come first; no span has two before or
 * after it.
 */
export const linkedSpans = (
  rows: readonly (readonly CellSpan[])[],
  costs: LinkCosts,
): CellSpan[] => {
  const upwards = rows.toReversed();
  const links: Link[][] = Array.from({ length: far }, () => []);
  const propose = (from: CellSpan, to: CellSpan | undefined): void => {
    if (to !== undefined) links[costs.between(from, to)]?.push({ from, to });
  };
  // Up comes before right if both cost the same: more follows in a column.
  for (const [index, row] of upwards.entries()) {
    const above = upwards[index + 1] ?? [];
    let count = 0;
    for (const from of row) {
      while ((above[count]?.start ?? Infinity) < from.end) count += 1;
      propose(from, above[count - 1]);
    }
  }
  for (const row of rows) for (const [index, from] of row.entries()) propose(from, row[index + 1]);

  const behind = new Map<CellSpan, CellSpan>();
  const linked = new Set<CellSpan>();
  for (const { from, to } of links.flat()) {
    if (behind.has(from) || linked.has(to)) continue;
    behind.set(from, to);
    linked.add(to);
  }
  const order: CellSpan[] = [];
  for (const first of upwards.flat())
    if (!linked.has(first))
      for (let span: CellSpan | undefined = first; span !== undefined; span = behind.get(span))
        order.push(span);
  return order;
};
