import { graphemes, widthOf } from '../draw/cells.ts';
import { type Span, widthOfSpans } from './span.ts';

/** The end of a text after dropping at most `over` cells from its start, and how many cells were dropped. */
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

/** Cuts a name to its end, after `…`, if it is too long for `width` cells: names in a list differ at the end. */
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

/** The end of a name in at most `width` cells, after `…` if it is longer. */
export const endOfName = (name: string, width: number): string =>
  endSpans([{ text: name }], width)
    .map(({ text }) => text)
    .join('');
