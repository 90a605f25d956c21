import type { CompareRow } from '../../payload/compare-lines.ts';
import { Layouts } from '../draw/layouts.ts';
import type { Look } from '../theme/theme.ts';
import { linkSpan, wrapLinked } from '../widgets/link-spans.ts';
import type { Span } from '../widgets/span.ts';
import { changedIn } from './changed-part.ts';
import { areSideBySide } from './state.ts';

/** A row on the screen, and the row of the comparison it belongs to. */
export type ComparisonRow = {
  readonly index: number;
  readonly mark: CompareRow['mark'];
  /** Comes before the text: the mark, or an arrow before a new value. */
  readonly sign: string;
  readonly text: readonly Span[];
  /** The text of the right side; `undefined` when the messages are one below the other. */
  readonly right: readonly Span[] | undefined;
};

/** The look of a row by its mark. */
export const looks: Readonly<Record<CompareRow['mark'], Look>> = {
  ' ': 'plain',
  '+': 'good',
  '-': 'bad',
  '~': 'attention',
};

/** Cells per side when they are side by side. */
export const sideWidth = (width: number): number => Math.floor((width - 5) / 2);

/** The spans of a side. */
const spansOf = (row: CompareRow, side: 'left' | 'right'): readonly Span[] => {
  const { mark, left = '', right = '', difference } = row;
  const text = side === 'left' ? left : right;
  if (mark !== '~') return [{ text, look: looks[mark] }];
  const { start, end } = changedIn(text, side === 'left' ? right : left);
  return [
    { text: text.slice(0, start) },
    { text: text.slice(start, end), look: 'changed' as const },
    { text: text.slice(end) },
    ...(side === 'right' && difference !== undefined
      ? [{ text: `  (${difference})`, look: 'dim' as const }]
      : []),
  ].filter((span) => span.text !== '');
};

/** Text that is the same on both sides takes one row, however long it is. */
const wrapped = (row: CompareRow, side: 'left' | 'right', width: number): (readonly Span[])[] => {
  const spans = spansOf(row, side);
  return row.mark === ' ' ? [spans.flatMap(linkSpan)] : wrapLinked(spans, width);
};

const sideBySide = (row: CompareRow, index: number, width: number): ComparisonRow[] => {
  const { mark } = row;
  const lefts = wrapped(row, 'left', sideWidth(width));
  const rights = wrapped(row, 'right', sideWidth(width));
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, part) => ({
    index,
    mark,
    sign: mark,
    text: lefts[part] ?? [],
    right: rights[part] ?? [],
  }));
};

const below = (row: CompareRow, index: number, width: number): ComparisonRow[] => {
  const { mark } = row;
  const lay = (side: 'left' | 'right', sign: string): ComparisonRow[] =>
    row[side] === undefined
      ? []
      : wrapped(row, side, width - 2).map((text) => ({
          index,
          mark,
          sign,
          text,
          right: undefined,
        }));
  if (mark === ' ') return lay('left', ' ');
  return [...lay('left', mark), ...lay('right', mark === '~' ? '→' : mark)];
};

type Laid = { readonly width: number; readonly rows: readonly ComparisonRow[] };

const laid = new Layouts<readonly CompareRow[], Laid>();

/** All rows of a comparison at a width, side by side if there is room. Cached. */
export const screenRows = (
  rows: readonly CompareRow[],
  width: number,
): readonly ComparisonRow[] => {
  const known = laid.get(rows);
  if (known?.width === width) return known.rows;
  const lay = areSideBySide(width) ? sideBySide : below;
  const made = rows.flatMap((row, index) => lay(row, index, width));
  laid.set(rows, { width, rows: made });
  return made;
};
