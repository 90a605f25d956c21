import type { KeptMessage } from '../../model/kept-message.ts';
import type { CompareRow } from '../../payload/compare-row.ts';
import { compareTitle, headRows } from './compare-head.ts';
import { drawnRows, sideBySideFrom } from './compare-rows.ts';
import type { Controls } from '../controls.ts';
import { plural } from '../draw/figures.ts';
import { palette } from '../draw/palette.ts';
import type { SheetBase } from '../sheets/sheet-base.ts';
import type { RowsSheet } from '../sheets/sheet-kind.ts';

/** Two messages compared. */
export type CompareSheet = SheetBase & {
  readonly kind: 'compare';
  readonly left: KeptMessage;
  readonly right: KeptMessage;
  readonly rows: readonly CompareRow[];
  /** Which of them `<` and `>` exchange for an older or newer one. */
  readonly side: 'left' | 'right';
  /** The first row on the screen. */
  readonly top: number;
  /** The row that the last jump led to; -1 before the first. */
  readonly at: number;
};

/** Where changes begin: each value that is another one now, and each run of rows that came or went. */
const changesOf = (rows: readonly CompareRow[]): number[] =>
  rows.flatMap(({ mark }, index) =>
    mark === '~' || (mark !== ' ' && rows[index - 1]?.mark !== mark) ? index : [],
  );

const isCut = ({ payload, size: bytes }: KeptMessage): boolean => payload.length < bytes;

const topOf = (sheet: CompareSheet, length: number, room: number): number =>
  Math.max(0, Math.min(sheet.top, length - room));

/** How the sheet looks. */
export const compareSheet: RowsSheet<CompareSheet> = {
  draw: (sheet, _view, { columns, rows: height }) => {
    const head = headRows(sheet, columns);
    const rows = drawnRows(sheet.rows, columns);
    const room = Math.max(1, height - head.length);
    const top = topOf(sheet, rows.length, room);
    const changes = changesOf(sheet.rows);
    const place = changes.indexOf(sheet.at);
    const left = rows.length - top - room;
    return {
      title: compareTitle(sheet),
      note: [
        isCut(sheet.left) || isCut(sheet.right) ? 'cut by limits' : '',
        changes.length === 0
          ? 'no difference'
          : `${place === -1 ? '' : `${place + 1} of `}${plural(changes.length, 'change', 'changes')}`,
      ]
        .filter((text) => text !== '')
        .join(' · '),
      footnote: `${left > 0 ? `↓ ${plural(left, 'row', 'rows')} more · ` : ''}n next · < > older, newer · Esc`,
      rows: [
        ...head,
        ...rows
          .slice(top, top + room)
          .map(({ index, text }) => (index === sheet.at ? palette.selected(text) : text)),
      ],
    };
  },
  scroll: (controls, by) => scrollBy(controls, by),
};

/** The comparison that is open. */
export const openComparison = ({ state }: Controls): CompareSheet | undefined => {
  const { sheet } = state();
  return sheet?.kind === 'compare' ? sheet : undefined;
};

/** Columns and rows for the comparison itself. */
const roomIn = (controls: Controls): { width: number; height: number } => {
  const { columns: width, rows } = controls.boxes.inside('sheet');
  const heads = width < sideBySideFrom ? 2 : 1;
  return { width, height: Math.max(1, rows - heads) };
};

/** Rows of a page. */
export const comparePage = (controls: Controls): number => Math.max(1, roomIn(controls).height - 1);

/** Scrolls down (or, negative, up), as far as there are rows. */
export const scrollBy = (controls: Controls, by: number): void => {
  const sheet = openComparison(controls);
  if (sheet === undefined) return;
  const { width, height } = roomIn(controls);
  const { length } = drawnRows(sheet.rows, width);
  const top = Math.max(0, Math.min(length - height, topOf(sheet, length, height) + by));
  controls.dispatch({ type: 'sheet-changed', sheet: { ...sheet, top } });
};

/** Goes to the next change, or the one before, round and round. */
export const goToChange = (controls: Controls, by: 1 | -1): void => {
  const sheet = openComparison(controls);
  if (sheet === undefined) return;
  const changes = changesOf(sheet.rows);
  const found =
    by === 1
      ? (changes.find((index) => index > sheet.at) ?? changes[0])
      : (changes.findLast((index) => index < sheet.at) ?? changes.at(-1));
  if (found === undefined) {
    controls.session.notify('The two have no difference.');
    return;
  }
  const rows = drawnRows(sheet.rows, roomIn(controls).width);
  const first = rows.findIndex(({ index }) => index === found);
  const top = Math.max(0, first - 2);
  controls.dispatch({ type: 'sheet-changed', sheet: { ...sheet, at: found, top } });
};
