import { truncate, widthOf } from './cells.ts';
import { palette, type Style } from './palette.ts';

/** A piece of a row; its text has passed `printable`. */
export type Span = { readonly text: string; readonly style?: Style };

type Placed = { readonly text: string; readonly used: number };

const place = (spans: readonly Span[], width: number): Placed => {
  let text = '';
  let used = 0;
  for (const span of spans) {
    if (used >= width) break;
    const cut = truncate(span.text, width - used);
    text += (span.style ?? palette.plain)(cut);
    used += widthOf(cut);
  }
  return { text, used };
};

/** Blanks up to the end. */
const fill = ({ text, used }: Placed, width: number): string =>
  text + ' '.repeat(Math.max(0, width - used));

/** One row of exactly `width` cells as a string ready for the terminal; what is too long ends in `…`. */
export const row = (spans: readonly Span[], width: number): string =>
  fill(place(spans, width), width);

/** A row with something at its right end; the left part gives way. */
export const rowWithEnd = (start: readonly Span[], end: readonly Span[], width: number): string => {
  const right = place(end, width);
  return fill(place(start, width - right.used), width - right.used) + right.text;
};

/** A row that stands out as a whole: its spans lose their own looks. */
export const highlightedRow = (
  start: readonly Span[],
  end: readonly Span[],
  width: number,
  style: Style,
): string => style(rowWithEnd(start.map(bare), end.map(bare), width));

const bare = ({ text }: Span): Span => ({ text });
