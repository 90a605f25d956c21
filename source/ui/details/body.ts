import type { KeptMessage } from '../../model/kept-message.ts';
import type { Decoded } from '../../payload/decoded.ts';
import type { Folds } from '../../payload/folds.ts';
import type { Line } from '../../payload/laid-out.ts';
import { type OutlineRow, outlineOf, rowLength, rowTokens } from '../../payload/outline.ts';
import { printable } from '../../payload/printable.ts';
import type { MqttSession } from '../../session/session.ts';
import { size } from '../draw/figures.ts';
import { palette, tokenStyles } from '../draw/palette.ts';
import { flowGroups, type SpanGroup } from '../chart/flow-groups.ts';
import { field, propertyRows } from './property-rows.ts';
import { row, type Span } from '../draw/row.ts';
import { wrapSpans } from '../draw/wrap-spans.ts';

/** A payload as lines, each of which takes one or several rows of the pane. */
export type DetailsBody = {
  /** The rows of the outline; `undefined` where the payload has no structure. */
  readonly outline: readonly OutlineRow[] | undefined;
  /** How many lines there are. */
  readonly lines: number;
  /** The rows of a line. */
  readonly parts: (line: number) => Span[][];
  /** The first row of each line, and at the end how many rows there are. */
  readonly starts: Int32Array;
};

const spansOf = (tokens: Line): Span[] =>
  tokens.map(({ text, role }) => ({ text, style: tokenStyles[role] }));

const measured = (lines: number, heightOf: (line: number) => number): Int32Array => {
  const starts = new Int32Array(lines + 1);
  for (let line = 0; line < lines; line += 1)
    starts[line + 1] = (starts[line] ?? 0) + heightOf(line);
  return starts;
};

const layOut = (decoded: Decoded, folds: Folds, width: number): DetailsBody => {
  const { value, lines = [], fold = (line: Line): readonly Line[] => [line] } = decoded;
  if (value === undefined) {
    const parts = (line: number): Span[][] =>
      fold(lines[line] ?? [], width).flatMap((tokens) => wrapSpans(spansOf(tokens), width));
    const starts = measured(lines.length, (line) => parts(line).length);
    return { outline: undefined, lines: lines.length, parts, starts };
  }
  const outline = outlineOf(value, folds);
  const parts = (line: number): Span[][] => {
    const at = outline[line];
    return wrapSpans(at === undefined ? [] : spansOf(rowTokens(at)), width);
  };
  const heightOf = (line: number): number => {
    const at = outline[line];
    return at !== undefined && rowLength(at) <= width ? 1 : parts(line).length;
  };
  return { outline, lines: outline.length, parts, starts: measured(outline.length, heightOf) };
};

type LaidOut = { readonly folds: Folds; readonly width: number; readonly body: DetailsBody };

const laidOut = new WeakMap<Decoded, LaidOut>();

/** A payload as lines for rows of `width` cells; laid out once, however often it is drawn. */
export const detailsBody = (decoded: Decoded, folds: Folds, width: number): DetailsBody => {
  const known = laidOut.get(decoded);
  if (known?.folds === folds && known.width === width) return known.body;
  const body = layOut(decoded, folds, Math.max(1, width));
  laidOut.set(decoded, { folds, width, body });
  return body;
};

const attention = (text: string): SpanGroup => [{ text, style: palette.attention }];

/** What stands above the payload: what came with it, and what is to be known of it. Rows of `width` cells. */
export const detailsHead = (
  session: MqttSession,
  message: KeptMessage,
  { notes, problem, isLoading, kind }: Decoded,
  width: number,
): string[] => {
  const lines: (readonly SpanGroup[])[] = [
    ...propertyRows(session, message),
    ...(notes.length === 0 ? [] : [notes.map(({ name, text }) => field(name, text))]),
    ...(message.payload.length < message.size
      ? [
          [
            attention(
              `only the first ${size(message.payload.length)} were kept (--payload-limit, --memory)`,
            ),
          ],
        ]
      : []),
    ...(problem === undefined ? [] : [[attention(printable(problem, 1000))]]),
    [[]],
    ...(kind === 'empty' ? [[[{ text: '(empty payload)', style: palette.dim }]]] : []),
    ...(isLoading === true ? [[[{ text: 'decoding …', style: palette.dim }]]] : []),
  ];
  return lines.flatMap((groups) =>
    flowGroups(groups, Math.max(1, width)).map((part) => row(part, width)),
  );
};

/** The line that a row belongs to. */
export const lineAtRow = ({ starts, lines }: DetailsBody, wanted: number): number => {
  let low = 0;
  let high = lines;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= wanted) low = middle;
    else high = middle;
  }
  return low;
};

/** The rows of the payload from `from` on, at most `count`; the line with the cursor stands out. */
export const bodyRows = (
  body: DetailsBody,
  range: { readonly from: number; readonly count: number; readonly width: number },
  cursor: { readonly line: number; readonly style: (text: string) => string } | undefined,
): string[] => {
  const rows: string[] = [];
  const { from, count, width } = range;
  for (
    let line = lineAtRow(body, from);
    line < body.lines && (body.starts[line] ?? 0) < from + count;
    line += 1
  ) {
    const isCursor = line === cursor?.line;
    const first = body.starts[line] ?? 0;
    for (const [index, part] of body.parts(line).entries()) {
      if (first + index < from || first + index >= from + count) continue;
      rows.push(
        isCursor
          ? cursor.style(
              row(
                part.map(({ text }) => ({ text })),
                width,
              ),
            )
          : row(part, width),
      );
    }
  }
  return rows;
};
