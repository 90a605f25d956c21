import { truncate, widthOf } from '../draw/cells.ts';
import type { Look } from '../theme/theme.ts';

/** A piece of a row; its text has passed `printable`. */
export type Span = {
  readonly text: string;
  readonly look?: Look;
  /** The address that the text is, or is a part of: a URI in printable ASCII. */
  readonly link?: string;
};

/** Cells that spans take. */
export const widthOfSpans = (spans: readonly Span[]): number =>
  spans.reduce((sum, { text }) => sum + widthOf(text), 0);

/** The spans that fit into `width` cells; what is too long ends in `…`. */
export const cutSpans = (spans: readonly Span[], width: number): Span[] => {
  const cut: Span[] = [];
  let used = 0;
  for (const span of spans) {
    if (used >= width) break;
    const text = truncate(span.text, width - used);
    if (text === '') continue;
    const { link: _link, ...withoutLink } = span;
    // Nobody should be led where only the start of the address can be seen.
    cut.push({ ...(text === span.text ? span : withoutLink), text });
    used += widthOf(text);
  }
  return cut;
};

/** One row of exactly `width` cells; what stands at its end stays whole, what stands before gives way. */
export const fillRow = (
  start: readonly Span[],
  end: readonly Span[],
  width: number,
): readonly Span[] => {
  const right = cutSpans(end, width);
  const left = cutSpans(start, width - widthOfSpans(right));
  const blanks = width - widthOfSpans(left) - widthOfSpans(right);
  return blanks > 0 ? [...left, { text: ' '.repeat(blanks) }, ...right] : [...left, ...right];
};
