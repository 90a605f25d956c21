import { printable } from '../../payload/printable.ts';
import { truncate, widthOf } from '../draw/cells.ts';
import { Layouts } from '../draw/layouts.ts';
import type { EditedLine } from './line-editor.ts';

/** A line being typed, as it is drawn. */
export type EditorRows = {
  readonly rows: readonly string[];
  /** The cursor, counted from the start of the first row. */
  readonly cursor: { readonly x: number; readonly y: number };
};

/** What is shown for a character, and its width in cells. */
type Shown = { readonly text: string; readonly cells: number };

const nothing: Shown = { text: '', cells: 0 };

/** How characters are shown, cached: a long line repeats the same characters many times. */
const look = (width: number, mask: string | undefined): ((character: string) => Shown) => {
  const known = new Map<string, Shown>();
  return (character) => {
    const seen = known.get(character);
    if (seen !== undefined) return seen;
    // The replacement of one hostile character may be wider than the box.
    const text = truncate(mask ?? printable(character), width - 1);
    const shown = { text, cells: widthOf(text) };
    known.set(character, shown);
    return shown;
  };
};

const breakInto = (line: EditedLine, width: number, mask: string | undefined): EditorRows => {
  const rows: string[] = [];
  const shownAs = look(width, mask);
  let current = '';
  let used = 0;
  let cursor = { x: 0, y: 0 };
  const breakRow = (): void => {
    rows.push(current);
    current = '';
    used = 0;
  };
  for (let index = 0; index <= line.characters.length; index += 1) {
    const character = line.characters[index] ?? '';
    const isBreak = character === '\n' || character === '\r\n';
    const { text, cells } = isBreak || character === '' ? nothing : shownAs(character);
    // The cursor needs a cell too, after the last character and on a line break.
    if (used + Math.max(1, cells) > width && (!isBreak || index === line.cursor)) breakRow();
    if (index === line.cursor) cursor = { x: used, y: rows.length };
    if (isBreak) breakRow();
    current += text;
    used += cells;
  }
  return { rows: [...rows, current], cursor };
};

type Broken = { readonly width: number; readonly mask: string | undefined; rows: EditorRows };

/** Cached: a key press asks for the rows of a line several times, and so does each frame. */
const broken = new Layouts<EditedLine, Broken>();

/** Breaks a line being typed into rows of at most `width` cells; `mask` replaces each character of a secret. */
export const editorRows = (line: EditedLine, width: number, mask?: string): EditorRows => {
  const known = broken.get(line);
  if (known?.width === width && known.mask === mask) return known.rows;
  const rows = breakInto(line, width, mask);
  broken.set(line, { width, mask, rows });
  return rows;
};
