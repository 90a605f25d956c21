import { truncate, widthOf } from '../draw/cells.ts';
import type { Look } from '../theme/theme.ts';

/** A piece of a row; its text has passed `printable`. */
export type Span = {
  readonly text: string;
  readonly look?: Look;
  /** The address that the text belongs to: a URI in printable ASCII. */
  readonly link?: string;
};

/** The cells that spans take. */
export const widthOfSpans = (spans: readonly Span[]): number =>
  spans.reduce((sum, { text }) => sum + widthOf(text), 0);

/** The spans that fit into `width` cells, and how many cells they take; longer text ends in `…`. */
export const cutSpans = (
  spans: readonly Span[],
  width: number,
): { readonly spans: readonly Span[]; readonly cells: number } => {
  const cut: Span[] = [];
  let cells = 0;
  for (const span of spans) {
    if (cells >= width) break;
    const text = truncate(span.text, width - cells);
    if (text === '') continue;
    const { link: _link, ...withoutLink } = span;
    // An address that is cut off must not be a link: readers should see where it leads.
    cut.push({ ...(text === span.text ? span : withoutLink), text });
    cells += widthOf(text);
  }
  return { spans: cut, cells };
};

/** One row of exactly `width` cells; the end stays whole, the start gives way. */
export const fillRow = (
  start: readonly Span[],
  end: readonly Span[],
  width: number,
): readonly Span[] => {
  const right = cutSpans(end, width);
  const left = cutSpans(start, width - right.cells);
  const blanks = width - left.cells - right.cells;
  return blanks > 0
    ? [...left.spans, { text: ' '.repeat(blanks) }, ...right.spans]
    : [...left.spans, ...right.spans];
};
