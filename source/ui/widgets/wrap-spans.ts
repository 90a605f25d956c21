import { graphemes, takeCells, widthOf, wrapCells } from '../draw/cells.ts';
import type { Span } from './span.ts';

/** Wraps a line of spans. */
export const wrapSpans = (spans: readonly Span[], width: number): Span[][] => {
  const [only] = spans;
  if (spans.length === 1 && only !== undefined)
    return wrapCells(only.text, width).map((text) => [{ ...only, text }]);
  const rows: Span[][] = [[]];
  let used = 0;
  for (const span of spans) {
    let rest = span.text;
    while (used + widthOf(rest) > width) {
      const start = takeCells(rest, width - used) || (used === 0 ? (graphemes(rest)[0] ?? '') : '');
      rows.at(-1)?.push({ ...span, text: start });
      rest = rest.slice(start.length);
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push({ ...span, text: rest });
    used += widthOf(rest);
  }
  return rows;
};
