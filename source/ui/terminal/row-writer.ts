import { blank, continuation, type GraphemeTable } from './graphemes.ts';
import { movement } from './movement.ts';
import type { Pen } from './pen.ts';
import type { LooseText, ScreenRow } from './screen-row.ts';
import type { StyleTable } from './styles.ts';

/** A gap longer than this costs more to write than to jump over. */
const longestBridge = 8;

/** `ESC[K` takes as many bytes. */
const eraseRowEndCost = 3;

/** Bytes of a sequence with one number, which is 1 unless told: `ESC[nX`, `ESC[nC`. */
const sequenceCost = (count: number): number => (count === 1 ? 3 : 3 + String(count).length);

const bytesOf = (text: string): number =>
  text.length === 1 && text < '\u0080' ? 1 : Buffer.byteLength(text);

/** Writes the marked cells of a row in as few bytes as it can. */
export class RowWriter {
  readonly #graphemes: GraphemeTable;
  readonly #styles: StyleTable;
  readonly #pen: Pen;

  constructor(graphemes: GraphemeTable, styles: StyleTable, pen: Pen) {
    this.#graphemes = graphemes;
    this.#styles = styles;
    this.#pen = pen;
  }

  write(before: ScreenRow, row: ScreenRow, y: number, marks: Uint8Array): void {
    const loose = row.loose.values();
    let next = loose.next().value;
    let x = marks.indexOf(1);
    while (x !== -1) {
      while (next !== undefined && next.start < x) next = loose.next().value;
      if (next?.start === x) x = this.#writeLoose(before, row, y, next);
      else if (row.codes[x] === blank && row.styles[x] === 0)
        x = this.#writeBlanks(row, x, y, marks);
      else {
        const code = row.codes[x] ?? blank;
        this.#approach(row, x, y);
        this.#pen.write(code, this.#styles.at(row.styles[x] ?? 0));
        x += this.#graphemes.widthOf(code);
      }
      x = marks.indexOf(1, x);
    }
  }

  /** Moves to a cell, or writes what stands between where that is shorter. */
  #approach(row: ScreenRow, x: number, y: number): void {
    const pen = this.#pen;
    const from = pen.place;
    const gap = x - from.x;
    const isNear = from.y === y && from.x >= 0 && gap > 0 && gap <= longestBridge;
    // Loose text may stand elsewhere than in its columns.
    if (isNear && row.loose.length === 0 && this.#bridgeCost(row, x) < this.#jumpCost(row, x)) {
      for (let each = from.x; each < x;) {
        const code = row.codes[each] ?? blank;
        pen.write(code, this.#styles.at(row.styles[each] ?? 0));
        each += this.#graphemes.widthOf(code);
      }
    } else pen.move({ x, y });
  }

  #jumpCost(row: ScreenRow, x: number): number {
    const { place, style } = this.#pen;
    const change = this.#styles.change(style, this.#styles.at(row.styles[x] ?? 0));
    return movement(place, { x, y: place.y }).length + change.length;
  }

  #bridgeCost(row: ScreenRow, x: number): number {
    const { place } = this.#pen;
    let { style } = this.#pen;
    let cost = 0;
    for (let each = place.x; each < x;) {
      const code = row.codes[each] ?? blank;
      const own = this.#styles.at(row.styles[each] ?? 0);
      if (code !== blank || own.showsOnBlank || style.showsOnBlank) {
        cost += this.#styles.change(style, own).length;
        style = own;
      }
      cost += bytesOf(this.#graphemes.textOf(code));
      each += this.#graphemes.widthOf(code);
    }
    return cost + this.#styles.change(style, this.#styles.at(row.styles[x] ?? 0)).length;
  }

  /** Blanks without style: written, or erased where that is shorter. Returns the cell behind them. */
  #writeBlanks(row: ScreenRow, x: number, y: number, marks: Uint8Array): number {
    const { codes, styles } = row;
    let end = x;
    while (codes[end] === blank && styles[end] === 0) end += 1;
    const count = marks.lastIndexOf(1, end - 1) + 1 - x;
    this.#approach(row, x, y);
    if (end === codes.length && count > eraseRowEndCost) {
      this.#pen.eraseRowEnd();
      return end;
    }
    const next = marks.indexOf(1, end);
    const jump = next === -1 ? 0 : sequenceCost(next - x);
    const jumpBehind = next === -1 || next === x + count ? 0 : sequenceCost(next - x - count);
    if (sequenceCost(count) + jump < count + jumpBehind) this.#pen.erase(count);
    else this.#pen.blanks(count);
    return end;
  }

  /** Returns the cell behind it. */
  #writeLoose(before: ScreenRow, row: ScreenRow, y: number, text: LooseText): number {
    const { start, end, free } = text;
    const pen = this.#pen;
    pen.move({ x: start, y });
    const isPlain = row.styles
      .subarray(start, free)
      .every((id) => !this.#styles.at(id).showsOnBlank);
    // tmux would keep the other half of a wide character, and take the cell before away with it.
    const isCut = before.codes[free] === continuation;
    // A terminal that draws it shorter must not leave there what was there before.
    if (isPlain && !isCut) {
      if (free === row.codes.length) pen.eraseRowEnd();
      else pen.erase(free - start);
    } else {
      for (let x = start; x < free; x += 1) pen.write(blank, this.#styles.at(row.styles[x] ?? 0));
      pen.move({ x: start, y });
    }
    for (let x = start; x < end;) {
      const code = row.codes[x] ?? blank;
      pen.write(code, this.#styles.at(row.styles[x] ?? 0));
      x += this.#graphemes.widthOf(code);
    }
    pen.lose();
    return free;
  }
}
