import { blank, continuation, type GraphemeTable } from './graphemes.ts';
import type { LooseText, ScreenRow } from './screen-row.ts';
import type { CellSpan } from './span.ts';
import type { Style, StyleTable } from './styles.ts';

/** The bytes of `ESC[K`. */
const eraseRowEndCost = 3;

/** The bytes of a sequence with one number, which defaults to 1: `ESC[nX`, `ESC[nC`. */
const sequenceCost = (count: number): number => (count === 1 ? 3 : 3 + String(count).length);

/** The start of the first loose text to write. */
const firstMarked = (texts: readonly LooseText[], marks: Uint8Array): number =>
  texts.find(({ start }) => marks[start] === 1)?.start ?? Infinity;

type Blanks = { readonly end: number; readonly areErased: boolean };

/** Cuts the marked cells of a row into spans of one style each, in no particular order. */
export class RowCutter {
  readonly #graphemes: GraphemeTable;
  readonly #styles: StyleTable;

  constructor(graphemes: GraphemeTable, styles: StyleTable) {
    this.#graphemes = graphemes;
    this.#styles = styles;
  }

  /** From left to right, without spans that must follow another one. */
  cut(before: ScreenRow, row: ScreenRow, y: number, marks: Uint8Array): CellSpan[] {
    const spans: CellSpan[] = [];
    const loose = Math.min(firstMarked(before.loose, marks), firstMarked(row.loose, marks));
    let last: CellSpan | undefined;
    let x = marks.indexOf(1);
    while (x !== -1) {
      const text = row.loose.find(({ start }) => start === x);
      const span =
        text === undefined
          ? this.#spanAt(row, y, x, marks)
          : this.#looseSpans(row, y, text, before.codes[text.free] === continuation);
      // Loose text may cover what comes after it, and half of a wide character goes with the other half.
      const isTied = x > loose || (x === last?.end && before.codes[x] === continuation);
      if (last !== undefined && isTied) last.next = span;
      else spans.push(span);
      last = span.next ?? span;
      x = marks.indexOf(1, span.end);
    }
    return spans;
  }

  /** Text of uncertain width, after what makes room for it. */
  #looseSpans(row: ScreenRow, y: number, text: LooseText, isCut: boolean): CellSpan {
    const { start, end, free } = text;
    const style = this.#styles.at(row.styles[start] ?? 0);
    const isPlain = row.styles
      .subarray(start, free)
      .every((id) => !this.#styles.at(id).showsOnBlank);
    const shared = { row, y, start };
    const next: CellSpan = { ...shared, end, as: 'loose text', style, next: undefined };
    // If a terminal draws it shorter, earlier contents must not remain there. Of a wide character, tmux
    // would keep the other half and remove the cell before it.
    return isPlain && !isCut
      ? { ...shared, end: free, as: 'erasure', style: undefined, next }
      : { ...shared, end: free, as: 'blanks', style, next };
  }

  #spanAt(row: ScreenRow, y: number, start: number, marks: Uint8Array): CellSpan {
    const next = undefined;
    const blanks = this.#blanksAt(row, start, marks);
    if (blanks?.areErased === true)
      return { row, y, start, end: blanks.end, as: 'erasure', style: undefined, next };
    let end = start;
    let style: Style | undefined;
    while (marks[end] === 1 && !row.loose.some((text) => text.start === end)) {
      const gap = this.#blanksAt(row, end, marks);
      if (gap !== undefined) {
        if (gap.areErased || style?.showsOnBlank === true) break;
        ({ end } = gap);
        continue;
      }
      const own = this.#styles.at(row.styles[end] ?? 0);
      if (style === undefined ? own.showsOnBlank && end > start : own !== style) break;
      style = own;
      end += this.#graphemes.widthOf(row.codes[end] ?? blank);
    }
    return { row, y, start, end, as: 'text', style, next };
  }

  /** Blanks without style: written, or erased if that is shorter. */
  #blanksAt({ codes, styles }: ScreenRow, x: number, marks: Uint8Array): Blanks | undefined {
    if (codes[x] !== blank || styles[x] !== 0 || this.#styles.plain.showsOnBlank) return undefined;
    let end = x;
    while (codes[end] === blank && styles[end] === 0) end += 1;
    const last = marks.lastIndexOf(1, end - 1) + 1;
    const count = last - x;
    if (end === codes.length && count > eraseRowEndCost) return { end, areErased: true };
    const next = marks.indexOf(1, end);
    const jump = next === -1 ? 0 : sequenceCost(next - x);
    const jumpBehind = next === -1 || next === last ? 0 : sequenceCost(next - last);
    return { end: last, areErased: sequenceCost(count) + jump < count + jumpBehind };
  }
}
