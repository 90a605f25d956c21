import { graphemes, widthOf } from '../draw/cells.ts';
import { type Span, widthOfSpans } from './span.ts';

/** The end of a text from where at most `over` cells before it are left out, and how many those were. */
const withoutStart = (text: string, over: number): { rest: string; cells: number } => {
  let rest = text;
  let cells = 0;
  for (const character of graphemes(text)) {
    if (cells >= over) break;
    rest = rest.slice(character.length);
    cells += widthOf(character);
  }
  return { rest, cells };
};

/** A name that is too long for `width` cells by its end, behind `…`: names of a list differ there. */
export const endSpans = (spans: readonly Span[], width: number): readonly Span[] => {
  const total = widthOfSpans(spans);
  if (total <= width) return spans;
  let over = total - width + 1;
  const end = spans.map((span): Span => {
    const { rest, cells } = withoutStart(span.text, over);
    over -= cells;
    return { ...span, text: rest };
  });
  return [{ text: '…' }, ...end];
};

/** The end of a name in at most `width` cells, behind `…` where it is longer. */
export const endOfName = (name: string, width: number): string =>
  endSpans([{ text: name }], width)
    .map(({ text }) => text)
    .join('');
