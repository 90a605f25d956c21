import { linkSpan, wrapLinked } from '../widgets/link-spans.ts';
import { type Span, widthOfSpans } from '../widgets/span.ts';

/** Spans to keep together, such as a name and its value. */
export type SpanGroup = readonly Span[];

const gap: Span = { text: '   ' };

/** Flows groups into rows of `width` cells; breaks a group only if it is wider than a row. */
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
