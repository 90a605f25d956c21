import type { UnitsByPath } from '../../model/devices/announced-units.ts';
import type { Decoded } from '../../payload/decoded.ts';
import type { Folds } from '../../payload/folds.ts';
import type { TokenLine, TokenRole } from '../../payload/laid-out.ts';
import { withUnit } from '../../payload/number-with-unit.ts';
import {
  type OutlineRow,
  outlineOf,
  pathOfRow,
  rowLength,
  rowTokens,
} from '../../payload/outline.ts';
import { untagged } from '../../payload/value.ts';
import { Layouts } from '../draw/layouts.ts';
import type { Look } from '../theme/theme.ts';
import { wrapLinked } from '../widgets/link-spans.ts';
import type { Span } from '../widgets/span.ts';
import { wrapSpans } from '../widgets/wrap-spans.ts';

/** A payload as lines, each of one or more rows. */
export type DetailsBody = {
  /** The rows of the outline; `undefined` for a payload without structure. */
  readonly outline: readonly OutlineRow[] | undefined;
  /** The number of lines. */
  readonly lines: number;
  /** The rows of a line. */
  readonly parts: (line: number) => Span[][];
  /** The first row of each line, followed by the total number of rows. */
  readonly starts: Int32Array;
};

const looks: Readonly<Record<TokenRole, Look>> = {
  key: 'json-key',
  string: 'json-string',
  number: 'json-number',
  literal: 'json-literal',
  punctuation: 'dim',
  text: 'plain',
  offset: 'dim',
};

const spansOf = (tokens: TokenLine): Span[] =>
  tokens.map(({ text, role }) => ({ text, look: looks[role] }));

const measured = (lines: number, heightOf: (line: number) => number): Int32Array => {
  const starts = new Int32Array(lines + 1);
  for (let line = 0; line < lines; line += 1)
    starts[line + 1] = (starts[line] ?? 0) + heightOf(line);
  return starts;
};

/** The unit of a row's number, unless the text has one itself. */
const unitAt = (
  outline: readonly OutlineRow[],
  line: number,
  units: UnitsByPath | undefined,
): string | undefined => {
  const value = outline[line]?.value;
  const found = value === undefined ? undefined : untagged(value).value;
  if (units === undefined || (found?.kind !== 'number' && found?.kind !== 'string'))
    return undefined;
  const unit = units.get(pathOfRow(outline, line).join(''));
  return withUnit(found.text, unit) === found.text ? undefined : unit;
};

const layOut = (
  decoded: Decoded,
  folds: Folds,
  width: number,
  units: UnitsByPath | undefined,
): DetailsBody => {
  const { value, lines = [], fold } = decoded;
  if (value === undefined) {
    const parts = (at: number): Span[][] => {
      const line = lines[at] ?? [];
      // A hex dump would only show pieces of an address, and link to the wrong page.
      return fold === undefined
        ? wrapLinked(spansOf(line), width)
        : fold(line, width).flatMap((tokens) => wrapSpans(spansOf(tokens), width));
    };
    const starts = measured(lines.length, (line) => parts(line).length);
    return { outline: undefined, lines: lines.length, parts, starts };
  }
  const outline = outlineOf(value, folds);
  const parts = (line: number): Span[][] => {
    const at = outline[line];
    return wrapLinked(
      at === undefined ? [] : spansOf(rowTokens(at, unitAt(outline, line, units))),
      width,
    );
  };
  const heightOf = (line: number): number => {
    const at = outline[line];
    const unit = unitAt(outline, line, units);
    return at !== undefined && unit === undefined && rowLength(at) <= width
      ? 1
      : parts(line).length;
  };
  return { outline, lines: outline.length, parts, starts: measured(outline.length, heightOf) };
};

/** The units of the numbers in a payload. */
export type PayloadUnits = {
  readonly byPath: UnitsByPath | undefined;
  /** Changes when they may have changed. */
  readonly version: number;
};

const noUnits: PayloadUnits = { byPath: undefined, version: 0 };

type LaidOut = {
  readonly folds: Folds;
  readonly width: number;
  readonly units: PayloadUnits;
  readonly body: DetailsBody;
};

const laidOut = new Layouts<Decoded, LaidOut>();

/** Lays a payload out in rows of `width` cells, once for all draws. */
export const detailsBody = (
  decoded: Decoded,
  folds: Folds,
  width: number,
  units: PayloadUnits = noUnits,
): DetailsBody => {
  const known = laidOut.get(decoded);
  const isSame = known?.units.version === units.version && known.units.byPath === units.byPath;
  if (isSame && known.folds === folds && known.width === width) return known.body;
  const body = layOut(decoded, folds, Math.max(1, width), units.byPath);
  laidOut.set(decoded, { folds, width, units, body });
  return body;
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

/** A row of the payload, and its line. */
export type BodyRow = { readonly line: number; readonly spans: readonly Span[] };

/** At most `count` rows of the payload, starting at `from`; lays out no others. */
export const bodyRows = (body: DetailsBody, from: number, count: number): BodyRow[] => {
  const rows: BodyRow[] = [];
  for (
    let line = lineAtRow(body, from);
    line < body.lines && (body.starts[line] ?? 0) < from + count;
    line += 1
  ) {
    const first = body.starts[line] ?? 0;
    for (const [index, spans] of body.parts(line).entries())
      if (first + index >= from && first + index < from + count) rows.push({ line, spans });
  }
  return rows;
};
