import type { CompareRow } from '../../payload/compare-row.ts';
import { fit, wrapCells } from '../draw/cells.ts';
import { palette, type Style } from '../draw/palette.ts';
import { row } from '../draw/row.ts';

/** A row on the screen, and which row of the comparison it belongs to. */
export type DrawnRow = { readonly index: number; readonly text: string };

/** From so many cells on the messages stand side by side. */
export const sideBySideFrom = 96;

const styles: Readonly<Record<CompareRow['mark'], Style>> = {
  ' ': palette.plain,
  '+': palette.good,
  '-': palette.bad,
  '~': palette.attention,
};

/** Cells of one side where they stand beside each other. */
export const sideWidth = (width: number): number => Math.floor((width - 5) / 2);

const wrapped = (text: string | undefined, width: number, isChanged: boolean): string[] => {
  if (text === undefined) return [''];
  return isChanged ? wrapCells(text, width) : [text];
};

const sideBySide = ({ mark, left, right }: CompareRow, width: number): string[] => {
  const side = sideWidth(width);
  const lefts = wrapped(left, side, mark !== ' ');
  const rights = wrapped(right, side, mark !== ' ');
  return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) =>
    row(
      [
        { text: `${mark} `, style: styles[mark] },
        { text: fit(lefts[index] ?? '', side), style: styles[mark] },
        { text: ' │ ', style: palette.dim },
        { text: rights[index] ?? '', style: styles[mark] },
      ],
      width,
    ),
  );
};

const below = ({ mark, left, right }: CompareRow, width: number): string[] => {
  const lay = (text: string | undefined, sign: string, isChanged: boolean): string[] =>
    text === undefined
      ? []
      : wrapped(text, width - 2, isChanged).map((part) =>
          row([{ text: `${sign} ${part}`, style: styles[mark] }], width),
        );
  if (mark === ' ') return lay(left, ' ', false);
  return [...lay(left, mark, true), ...lay(right, mark === '~' ? '→' : mark, true)];
};

type Laid = { readonly width: number; readonly rows: readonly DrawnRow[] };

const laid = new WeakMap<readonly CompareRow[], Laid>();

/** All rows of a comparison at a width, side by side where there is room. Remembered. */
export const drawnRows = (rows: readonly CompareRow[], width: number): readonly DrawnRow[] => {
  const known = laid.get(rows);
  if (known?.width === width) return known.rows;
  const draw = width >= sideBySideFrom ? sideBySide : below;
  const made = rows.flatMap((one, index) => draw(one, width).map((text) => ({ index, text })));
  laid.set(rows, { width, rows: made });
  return made;
};
