import stringWidth from 'string-width';
import { filler, isUncertain } from './anchors.ts';
import { truncate, widthOf } from './cells.ts';
import { palette, type Style } from './palette.ts';

/** A piece of a row; its text has passed `printable`. */
export type Span = { readonly text: string; readonly style?: Style };

type Placed = { readonly text: string; readonly used: number; readonly missing: number };

/** Blanks up to the end, and fillers for the cells that Ink does not count. */
const fill = ({ text, used, missing }: Placed, width: number): string =>
  text + ' '.repeat(Math.max(0, width - used)) + filler.repeat(missing);

const place = (spans: readonly Span[], width: number): Placed => {
  let text = '';
  let used = 0;
  let missing = 0;
  for (const span of spans) {
    if (used >= width) break;
    const cut = truncate(span.text, width - used);
    const cells = widthOf(cut);
    text += (span.style ?? palette.plain)(cut);
    used += cells;
    if (isUncertain(cut)) missing += Math.max(0, cells - stringWidth(cut));
  }
  return { text, used, missing };
};

/** One row of exactly `width` cells as a string ready for the terminal; what is too long ends in `…`. */
export const row = (spans: readonly Span[], width: number): string =>
  fill(place(spans, width), width);

/** A row with something at its right end; the left part gives way. */
export const rowWithEnd = (start: readonly Span[], end: readonly Span[], width: number): string => {
  const right = place(end, width);
  const left = place(start, width - right.used);
  return (
    fill({ ...left, missing: 0 }, width - right.used) +
    fill({ ...right, missing: left.missing + right.missing }, right.used)
  );
};

/** A row that stands out as a whole: its spans lose their own looks. */
export const highlightedRow = (
  start: readonly Span[],
  end: readonly Span[],
  width: number,
  style: Style,
): string => style(rowWithEnd(start.map(bare), end.map(bare), width));

const bare = ({ text }: Span): Span => ({ text });
