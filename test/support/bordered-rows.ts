import type { Sheet } from '../../source/ui/sheets/sheet.ts';
import type { View } from '../../source/ui/sheets/sheet-base.ts';
import { drawSheet } from '../../source/ui/sheets/sheets.ts';
import { anchored, isUncertain } from '../../source/ui/keys/anchors.ts';
import { hintsWithin } from '../../source/ui/draw/whole-hints.ts';
import { palette, type Style } from '../../source/ui/draw/palette.ts';
import { row } from '../../source/ui/draw/row.ts';
import { truncate, widthOf } from '../../source/ui/draw/cells.ts';

type Frame = {
  readonly title: string;
  /** Stands at the right of the upper border; of several parts with ` · ` between them those that fit. */
  readonly note?: string;
  /** Stands at the right of the lower border, in the same way. */
  readonly footnote?: string;
  /** The column of its left border. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly hasFocus: boolean;
  /** Blank columns at each side of the text. */
  readonly margin: number;
};

/** Cells of a border that no note takes: what is around it, and where a title begins. */
const around = 4;
const leastTitle = 4;

/** Puts borders around a row; where the row's width is uncertain, at their columns. */
const between = (
  [left, right]: readonly [string, string],
  content: string,
  style: Style,
  { x, width }: Frame,
): string =>
  isUncertain(content)
    ? style(anchored(left, x)) + content + style(anchored(right, x + width - 1))
    : style(left) + content + style(right);

const edge = (
  corners: readonly [string, string],
  left: string,
  right: string,
  frame: Frame,
): string => {
  const style = frame.hasFocus ? palette.focusedBorder : palette.border;
  const inner = frame.width - 2;
  const hints = hintsWithin(right, Math.max(0, inner - around - (left === '' ? 0 : leastTitle)));
  const note = hints === '' ? '' : ` ${hints} `;
  const tail = note === '' ? '' : '─';
  const room = inner - widthOf(note) - 2;
  const label = left === '' || room < 4 ? '' : ` ${truncate(left, room - 2)} `;
  const line = '─'.repeat(Math.max(0, inner - widthOf(label + note + tail)));
  const spans = [
    { text: label, ...(frame.hasFocus ? { style: palette.title } : {}) },
    { text: line, style },
    { text: note },
    { text: tail, style },
  ];
  return between(corners, row(spans, inner), style, frame);
};

/** A bordered pane as rows: `rows` fill the width between border and margin; missing ones are blank. */
export const paneRows = (rows: readonly string[], frame: Frame): string[] => {
  const style = frame.hasFocus ? palette.focusedBorder : palette.border;
  const inner = Math.max(0, frame.height - 2);
  const gap = ' '.repeat(frame.margin);
  const blank = ' '.repeat(Math.max(0, frame.width - 2 - 2 * frame.margin));
  return [
    edge(['╭', '╮'], frame.title, frame.note ?? '', frame),
    ...Array.from({ length: inner }, (_, index) =>
      between(['│', '│'], gap + (rows[index] ?? blank) + gap, style, frame),
    ),
    edge(['╰', '╯'], '', frame.footnote ?? '', frame),
  ];
};

/** A sheet that draws its own rows, in a border of 80 columns unless told otherwise. */
export const sheetPane = (
  view: View,
  sheet: Sheet,
  height: number,
  columns = 80,
): { rows: string[]; cursor: { x: number; y: number } | undefined } => {
  const inside = { columns: columns - 4, rows: Math.max(1, height - 2) };
  const { rows, cursor, ...edges } = drawSheet(sheet, view, inside);
  const frame = { ...edges, x: 0, width: columns, height, hasFocus: true, margin: 1 };
  return {
    rows: paneRows(rows.slice(0, inside.rows), frame),
    cursor: cursor === undefined ? undefined : { x: cursor.x + 2, y: cursor.y + 1 },
  };
};
