import { blank, type GraphemeTable } from './graphemes.ts';
import type { Pen } from './pen.ts';
import type { CellSpan } from './span.ts';
import { SpanCosts } from './span-costs.ts';
import { linkedSpans } from './span-order.ts';
import type { Style, StyleTable } from './styles.ts';

/** Writes the spans of a frame in as few bytes as it can. */
export class SpanWriter {
  readonly #graphemes: GraphemeTable;
  readonly #styles: StyleTable;
  readonly #costs: SpanCosts;
  readonly #pen: Pen;

  constructor(graphemes: GraphemeTable, styles: StyleTable, pen: Pen) {
    this.#graphemes = graphemes;
    this.#styles = styles;
    this.#costs = new SpanCosts(graphemes, styles);
    this.#pen = pen;
  }

  /** Row by row, or in linked order if that is shorter. */
  write(rows: readonly (readonly CellSpan[])[]): void {
    const start = this.#pen.state;
    for (const row of rows) for (const span of row) this.#writeSpan(span);
    const byRows = this.#pen.state;
    this.#pen.state = start;
    for (const span of linkedSpans(rows, this.#costs)) this.#writeSpan(span);
    if (byRows.written.length <= this.#pen.written.length) this.#pen.state = byRows;
  }

  #writeSpan(first: CellSpan): void {
    for (let span: CellSpan | undefined = first; span !== undefined; span = span.next) {
      this.#approach(span);
      const { row, start, end, as } = span;
      if (as === 'erasure') {
        if (end === row.codes.length) this.#pen.eraseRowEnd();
        else this.#pen.erase(end - start);
      } else if (as === 'blanks') {
        for (let x = start; x < end; x += 1) this.#pen.write(blank, this.#styleAt(span, x));
      } else this.#writeCells(span, start, end);
      if (as === 'loose text') this.#pen.lose();
    }
  }

  /** Moves to its first cell, or writes what lies between if that is shorter. */
  #approach(span: CellSpan): void {
    const { position, style } = this.#pen;
    if (this.#costs.isBridged(position, style, span))
      this.#writeCells(span, position.x, span.start);
    else this.#pen.move({ x: span.start, y: span.y });
  }

  #writeCells(span: CellSpan, start: number, end: number): void {
    for (let x = start; x < end;) {
      const code = span.row.codes[x] ?? blank;
      this.#pen.write(code, this.#styleAt(span, x));
      x += this.#graphemes.widthOf(code);
    }
  }

  #styleAt({ row }: CellSpan, x: number): Style {
    return this.#styles.at(row.styles[x] ?? 0);
  }
}
