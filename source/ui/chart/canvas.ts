import type { Stroke } from '../../model/chart-columns.ts';
import type { Span } from '../widgets/span.ts';
import { seriesLook } from './series-look.ts';

/** The bit of each dot of a braille character, by column and row within the cell. */
const dotBits: readonly (readonly number[])[] = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
];

const nobody = -1;

/** Dots across and down one cell. */
export const dotsAcross = 2;
export const dotsDown = 4;

/** The lines of several series, drawn with braille dots. */
export class ChartCanvas {
  readonly #width: number;
  readonly #height: number;
  readonly #dots: Uint8Array;
  /** The series drawn last in each cell. */
  readonly #owners: Int8Array;
  readonly #marks = new Map<number, string>();
  /** Per series: the row of cells that its line crosses in each column of cells; -1 for none. */
  readonly #rowsOf: Int16Array[] = [];

  /** In cells. */
  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#dots = new Uint8Array(width * height);
    this.#owners = new Int8Array(width * height).fill(nobody);
  }

  /** Draws a stroke, its y in dots from the top; clips what lies outside. */
  draw(series: number, { x0, y0, x1, y1 }: Stroke): void {
    const first = Math.max(0, Math.ceil(x0));
    const end = Math.min(this.#width * dotsAcross - 1, Math.floor(x1));
    const slope = x1 === x0 ? 0 : (y1 - y0) / (x1 - x0);
    const at = (x: number): number => y0 + (Math.max(x0, Math.min(x1, x)) - x0) * slope;
    for (let x = first; x <= end; x += 1) {
      const [from, to] = x0 === x1 ? [y0, y1] : [at(x - 0.5), at(x + 0.5)];
      this.#fill(series, x, Math.round(Math.min(from, to)), Math.round(Math.max(from, to)));
    }
  }

  #fill(series: number, x: number, top: number, bottom: number): void {
    const column = Math.floor(x / dotsAcross);
    const rows = (this.#rowsOf[series] ??= new Int16Array(this.#width).fill(nobody));
    for (let y = Math.max(0, top); y <= Math.min(this.#height * dotsDown - 1, bottom); y += 1) {
      const row = Math.floor(y / dotsDown);
      const cell = row * this.#width + column;
      this.#dots[cell] = (this.#dots[cell] ?? 0) | (dotBits[x % dotsAcross]?.[y % dotsDown] ?? 0);
      this.#owners[cell] = series;
      rows[column] = row;
    }
  }

  /** Puts a one-cell character on the line of a series in this column of cells, if the line crosses it. */
  mark(series: number, column: number, text: string): boolean {
    const row = this.#rowsOf[series]?.[column] ?? nobody;
    return row !== nobody && this.markAt(series, column, row * dotsDown, text);
  }

  /** Puts a character on the cell at this row of dots, unless one is there. */
  markAt(series: number, column: number, dot: number, text: string): boolean {
    const cell = Math.floor(dot / dotsDown) * this.#width + column;
    if (this.#marks.has(cell)) return false;
    this.#marks.set(cell, text);
    this.#owners[cell] = series;
    return true;
  }

  /** One row of cells. */
  spans(row: number): Span[] {
    const spans: Span[] = [];
    let text = '';
    let owner = nobody;
    const close = (): void => {
      if (text !== '') spans.push({ text, look: seriesLook(owner) });
      text = '';
    };
    for (let column = 0; column < this.#width; column += 1) {
      const cell = row * this.#width + column;
      const next = this.#owners[cell] ?? nobody;
      if (next !== owner) close();
      owner = next;
      const dots = this.#dots[cell] ?? 0;
      text += this.#marks.get(cell) ?? (dots === 0 ? ' ' : String.fromCodePoint(0x2800 + dots));
    }
    close();
    return spans;
  }
}
