import { blank, type GraphemeTable } from './graphemes.ts';
import { movement, type CellPosition, unknownCoordinate } from './movement.ts';
import { eraseCells, eraseRowEnd } from './sequences.ts';
import type { Style, StyleTable } from './styles.ts';

/** What a pen has written, its position and its style. */
export type PenState = {
  readonly written: string;
  readonly position: CellPosition;
  readonly style: Style;
};

/** Writes cells at positions, with the cursor movements and style changes they need. */
export class Pen {
  readonly #graphemes: GraphemeTable;
  readonly #styles: StyleTable;
  #out = '';
  #columns = 0;
  #x = unknownCoordinate;
  #y = unknownCoordinate;
  #style: Style;

  constructor(graphemes: GraphemeTable, styles: StyleTable) {
    this.#graphemes = graphemes;
    this.#styles = styles;
    this.#style = styles.none;
  }

  /** Begins a frame: the cursor is anywhere, or at `position`, and there is no style. */
  begin(columns: number, position?: CellPosition): void {
    this.#out = '';
    this.#columns = columns;
    this.#x = position?.x ?? unknownCoordinate;
    this.#y = position?.y ?? unknownCoordinate;
    this.#style = this.#styles.none;
  }

  /** What has been written since. */
  get written(): string {
    return this.#out;
  }

  /** The cursor; its column may be unknown. */
  get position(): CellPosition {
    return { x: this.#x, y: this.#y };
  }

  get style(): Style {
    return this.#style;
  }

  /** The whole state, to return to after an attempt. */
  get state(): PenState {
    return { written: this.#out, position: this.position, style: this.#style };
  }

  set state({ written, position, style }: PenState) {
    this.#out = written;
    this.#x = position.x;
    this.#y = position.y;
    this.#style = style;
  }

  move(position: CellPosition): void {
    this.#out += movement(this.position, position);
    this.#x = position.x;
    this.#y = position.y;
  }

  /** The terminal may have counted cells differently. */
  lose(): void {
    this.#x = unknownCoordinate;
  }

  look(style: Style): void {
    this.#out += this.#styles.change(this.#style, style);
    this.#style = style;
  }

  /** Writes a grapheme, or a blank, which needs a style only if the style shows on it. */
  write(code: number, style: Style): void {
    if (code !== blank || style.showsOnBlank || this.#style.showsOnBlank) this.look(style);
    this.#out += this.#graphemes.textOf(code);
    this.#advance(this.#graphemes.widthOf(code));
  }

  /** Writes blanks without moving. */
  erase(count: number): void {
    this.#lookBlank();
    this.#out += eraseCells(count);
  }

  /** Writes blanks up to the end of the row, without moving. */
  eraseRowEnd(): void {
    this.#lookBlank();
    this.#out += eraseRowEnd;
  }

  #lookBlank(): void {
    if (this.#style.showsOnBlank) this.look(this.#styles.plain);
  }

  #advance(width: number): void {
    if (this.#x === unknownCoordinate) return;
    this.#x += width;
    // Past the last column, terminals leave the cursor in different places.
    if (this.#x >= this.#columns) this.#x = unknownCoordinate;
  }
}
