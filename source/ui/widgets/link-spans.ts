import { type WebAddress, webAddressesIn } from '../draw/web-addresses.ts';
import { wrapCells } from '../draw/cells.ts';
import type { Span } from './span.ts';
import { wrapSpans } from './wrap-spans.ts';

/** A piece of a text, starting at `from`, as spans: each part of an address links to the whole. */
const pieceSpans = (
  span: Span,
  piece: string,
  from: number,
  addresses: readonly WebAddress[],
): Span[] => {
  const spans: Span[] = [];
  let at = 0;
  const push = (end: number, link?: string): void => {
    if (end > at) spans.push({ ...span, text: piece.slice(at, end), ...(link && { link }) });
    at = Math.max(at, end);
  };
  for (const { start, end, uri } of addresses) {
    if (end <= from || start >= from + piece.length) continue;
    push(start - from);
    push(Math.min(piece.length, end - from), uri);
  }
  push(piece.length);
  return spans;
};

/** A span with its addresses as links. */
export const linkSpan = (span: Span): readonly Span[] => {
  const addresses = webAddressesIn(span.text);
  return addresses.length === 0 ? [span] : pieceSpans(span, span.text, 0, addresses);
};

/** A span in the rows that `wrapCells` made of its text, with its addresses as links. */
export const linkRows = (span: Span, rows: readonly string[]): Span[][] => {
  const addresses = webAddressesIn(span.text);
  let from = 0;
  return rows.map((row) => {
    if (addresses.length === 0) return [{ ...span, text: row }];
    // Wrapping drops the blanks at which rows were broken.
    from = span.text.indexOf(row, from);
    const spans = pieceSpans(span, row, from, addresses);
    from += row.length;
    return spans;
  });
};

/** Wraps a line of spans, with its addresses as links. */
export const wrapLinked = (spans: readonly Span[], width: number): Span[][] => {
  const [only] = spans;
  return spans.length === 1 && only !== undefined
    ? linkRows(only, wrapCells(only.text, width))
    : wrapSpans(spans.flatMap(linkSpan), width);
};
