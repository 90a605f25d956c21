import { truncate, widthOf } from './cells.ts';
import { palette, type Style } from './palette.ts';

/** A piece of a row; its text has passed `printable`. */
export type Span = { readonly text: string; readonly style?: Style };

const blank = (count: number): string => ' '.repeat(Math.max(0, count));

const place = (spans: readonly Span[], width: number): { text: string; used: number } => {
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

/** One row of exactly `width` cells as a string ready for the terminal; what is too long ends in `…`. */
export const row = (spans: readonly Span[], width: number): string => {
  const { text, used } = place(spans, width);
  return text + blank(width - used);
};

/** A row with something at its right end; the left part gives way. */
export const rowWithEnd = (start: readonly Span[], end: readonly Span[], width: number): string => {
  const right = place(end, width);
  return row(start, width - right.used) + right.text;
};

/** A row that stands out as a whole: its spans lose their own looks. */
export const highlightedRow = (
  spans: readonly Span[],
  end: readonly Span[],
  width: number,
  style: Style,
): string =>
  style(
    rowWithEnd(
      spans.map(({ text }) => ({ text })),
      end.map(({ text }) => ({ text })),
      width,
    ),
  );
