import { blank, type GraphemeTable } from './graphemes.ts';
import { movement, type CellPosition, unknownCoordinate } from './movement.ts';
import type { CellSpan } from './span.ts';
import type { Style, StyleTable } from './styles.ts';

/** A gap longer than this costs more to write than to jump over. */
const longestBridge = 8;

const bytesOf = (text: string): number =>
  text.length === 1 && text < '\u0080' ? 1 : Buffer.byteLength(text);

/** The column of the cursor after a span. */
const columnBehind = ({ as, row, start, end }: CellSpan): number => {
  if (as === 'erasure') return start;
  return as === 'loose text' || end >= row.codes.length ? unknownCoordinate : end;
};

/** Knows how many bytes it takes to reach a span. */
export class SpanCosts {
  readonly #graphemes: GraphemeTable;
  readonly #styles: StyleTable;

  constructor(graphemes: GraphemeTable, styles: StyleTable) {
    this.#graphemes = graphemes;
    this.#styles = styles;
  }

  /** From another span, by the shorter way. */
  between(from: CellSpan, to: CellSpan): number {
    let last = from;
    while (last.next !== undefined) last = last.next;
    const position = { x: columnBehind(last), y: last.y };
    const style = last.style ?? this.#styles.plain;
    return Math.min(this.#jump(position, style, to), this.#bridge(position, style, to));
  }

  /** Whether writing what lies between is shorter than jumping over it. */
  isBridged(position: CellPosition, style: Style, to: CellSpan): boolean {
    const cost = this.#bridge(position, style, to);
    return cost < Infinity && cost < this.#jump(position, style, to);
  }

  #jump(position: CellPosition, style: Style, to: CellSpan): number {
    return movement(position, { x: to.start, y: to.y }).length + this.#change(style, to);
  }

  /** `Infinity` if that is impossible. */
  #bridge({ x, y }: CellPosition, from: Style, to: CellSpan): number {
    const { codes, styles, loose } = to.row;
    const gap = to.start - x;
    // Loose text may have left its columns.
    if (
      y !== to.y ||
      x === unknownCoordinate ||
      gap <= 0 ||
      gap > longestBridge ||
      loose.length > 0
    )
      return Infinity;
    let style = from;
    let cost = 0;
    for (let each = x; each < to.start;) {
      const code = codes[each] ?? blank;
      const own = this.#styles.at(styles[each] ?? 0);
      if (code !== blank || own.showsOnBlank || style.showsOnBlank) {
        cost += this.#styles.change(style, own).length;
        style = own;
      }
      cost += bytesOf(this.#graphemes.textOf(code));
      each += this.#graphemes.widthOf(code);
    }
    return cost + this.#change(style, to);
  }

  #change(from: Style, to: CellSpan): number {
    if (to.style === undefined && !from.showsOnBlank) return 0;
    return this.#styles.change(from, to.style ?? this.#styles.plain).length;
  }
}
