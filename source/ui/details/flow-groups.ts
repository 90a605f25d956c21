import { linkSpan, wrapLinked } from '../widgets/link-spans.ts';
import { type Span, widthOfSpans } from '../widgets/span.ts';

/** Spans that belong together, as a name and its value. */
export type SpanGroup = readonly Span[];

const gap: Span = { text: '   ' };

/** Puts groups side by side into rows of `width` cells; a group is broken only where it is wider than a row. */
export const flowGroups = (groups: readonly SpanGroup[], width: number): Span[][] => {
  const rows: Span[][] = [];
  let used = 0;
  for (const group of groups) {
    const cells = widthOfSpans(group);
    const last = rows.at(-1);
    if (last !== undefined && used + gap.text.length + cells <= width) {
      last.push(gap, ...group.flatMap(linkSpan));
      used += gap.text.length + cells;
      continue;
    }
    rows.push(...wrapLinked(group, width));
    used = widthOfSpans(rows.at(-1) ?? []);
  }
  return rows;
};
