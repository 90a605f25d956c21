import { printable } from '../payload/printable.ts';
import { truncate, widthOf } from './cells.ts';
import type { Line } from './line-editor.ts';

/** A line being typed as it is drawn. */
export type EditorRows = {
  readonly rows: readonly string[];
  /** Where the cursor stands, counted from the first row's start. */
  readonly cursor: { readonly x: number; readonly y: number };
};

/** A line being typed, broken into rows of at most `width` cells; `mask` stands for each character of a secret. */
export const editorRows = (line: Line, width: number, mask?: string): EditorRows => {
  const rows: string[] = [];
  let current = '';
  let used = 0;
  let cursor = { x: 0, y: 0 };
  const breakRow = (): void => {
    rows.push(current);
    current = '';
    used = 0;
  };
  for (const [index, character] of [...line.characters, ''].entries()) {
    const isBreak = character === '\n' || character === '\r\n';
    const isShown = !isBreak && character !== '';
    // What stands for one hostile character may be longer than the box is wide.
    const shown = isShown ? truncate(mask ?? printable(character), width - 1) : '';
    const cells = widthOf(shown);
    // The cursor needs a cell too, behind the last character and on a line break.
    if (used + Math.max(1, cells) > width && (!isBreak || index === line.cursor)) breakRow();
    if (index === line.cursor) cursor = { x: used, y: rows.length };
    if (isBreak) breakRow();
    current += shown;
    used += cells;
  }
  return { rows: [...rows, current], cursor };
};
