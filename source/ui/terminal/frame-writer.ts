import { GraphemeTable } from './graphemes.ts';
import type { CellPosition } from './movement.ts';
import { Pen } from './pen.ts';
import { markChanges } from './row-changes.ts';
import { RowCutter } from './row-cutter.ts';
import { RowReader } from './row-reader.ts';
import { blankScreenRow, type ScreenRow, unknownScreenRow } from './screen-row.ts';
import { cursorHide, cursorShow, startOver, syncBegin, syncEnd } from './sequences.ts';
import type { CellSpan } from './span.ts';
import { SpanWriter } from './span-writer.ts';
import { StyleTable } from './styles.ts';

export type ScreenSize = { readonly columns: number; readonly rows: number };

/** What the screen should show. */
export type Frame = {
  /** Rows separated by line feeds, each with its styles (SGR) and hyperlinks (OSC 8). */
  readonly text: string;
  /** The cell for the cursor; `undefined` hides it. */
  readonly cursor: CellPosition | undefined;
  readonly size: ScreenSize;
};

const within = ({ x, y }: CellPosition, { columns, rows }: ScreenSize): CellPosition => ({
  x: Math.max(0, Math.min(x, columns - 1)),
  y: Math.max(0, Math.min(y, rows - 1)),
});

/**
 * Knows what is on the screen, cell by cell, and turns each frame into a single write of only the cells
 * that differ. Expects the alternate screen, and that nothing wraps at its right edge.
 */
export class FrameWriter {
  readonly #graphemes = new GraphemeTable();
  readonly #styles = new StyleTable();
  readonly #reader = new RowReader(this.#graphemes, this.#styles);
  readonly #pen = new Pen(this.#graphemes, this.#styles);
  readonly #cutter = new RowCutter(this.#graphemes, this.#styles);
  readonly #spanWriter = new SpanWriter(this.#graphemes, this.#styles, this.#pen);
  #isKnown = false;
  #ground = ' ';
  #size: ScreenSize = { columns: 0, rows: 0 };
  #text = '';
  #shown: ScreenRow[] = [];
  #spare = blankScreenRow(0);
  #marks = new Uint8Array();
  /** Where the cursor is; `undefined` while it is hidden. */
  #cursor: CellPosition | undefined;

  /** The screen may show anything now: the next frame is written in full. */
  forget(): void {
    this.#isKnown = false;
  }

  /** The colours beneath all text from now on, as a blank in them. */
  setGround(sample: string): void {
    if (sample === this.#ground) return;
    this.#ground = sample;
    this.#styles.setGround(sample);
    this.forget();
  }

  /** What turns the last frame on the screen into this one: a single write, or nothing. */
  write({ text, cursor, size }: Frame): string {
    const isOtherSize = size.columns !== this.#size.columns || size.rows !== this.#size.rows;
    const startsOver =
      !this.#isKnown || isOtherSize || this.#graphemes.isFull || this.#styles.isFull;
    if (startsOver) this.#reset(size);
    this.#pen.begin(size.columns, startsOver ? { x: 0, y: 0 } : undefined);
    if (startsOver || text !== this.#text) this.#writeRows(text);
    this.#pen.look(this.#styles.none);
    const isDrawn = startsOver || this.#pen.written !== '';

    const last = this.#cursor;
    const position = cursor && within(cursor, size);
    this.#cursor = position;
    const stays = !isDrawn && position?.x === last?.x && position?.y === last?.y;
    if (position !== undefined && !stays) this.#pen.move(position);
    const isSwitched = startsOver || (position === undefined) !== (last === undefined);
    const hiding = isSwitched && position === undefined ? cursorHide : '';
    const showing = isSwitched && position !== undefined ? cursorShow : '';
    const changes = hiding + (startsOver ? startOver : '') + this.#pen.written + showing;
    return isDrawn ? syncBegin + changes + syncEnd : changes;
  }

  #reset(size: ScreenSize): void {
    this.#isKnown = true;
    this.#graphemes.clear();
    this.#styles.clear();
    this.#size = size;
    // Not every terminal erases in a colour: a ground that shows is written cell by cell.
    const row = this.#styles.plain.showsOnBlank ? unknownScreenRow : blankScreenRow;
    this.#shown = Array.from({ length: size.rows }, () => row(size.columns));
    this.#spare = blankScreenRow(size.columns);
    this.#marks = new Uint8Array(size.columns);
  }

  #writeRows(text: string): void {
    this.#text = text;
    const lines = text.split('\n');
    const spans: CellSpan[][] = [];
    for (const [y, shown] of this.#shown.entries()) {
      const line = lines[y] ?? '';
      if (line === shown.text) continue;
      const row = this.#spare;
      this.#reader.read(line, row);
      if (markChanges(shown, row, this.#marks))
        spans.push(this.#cutter.cut(shown, row, y, this.#marks));
      this.#shown[y] = row;
      this.#spare = shown;
    }
    this.#spanWriter.write(spans);
  }
}
