import type { IBufferCell } from '@xterm/headless';

/** The terminal's own colour, one of its 256 (0 to 15 are the theme's), or `#rrggbb`. */
export type CellColor = 'default' | number | `#${string}`;

/** One cell of the screen. A wide character has width 2; the cell after it has 0 and no text. */
export type ScreenCell = {
  /** The grapheme; a blank cell has a space. */
  readonly char: string;
  readonly width: number;
  readonly fg: CellColor;
  readonly bg: CellColor;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly invisible: boolean;
  readonly strikethrough: boolean;
};

type ColorSource = { readonly isRgb: boolean; readonly isPalette: boolean; readonly color: number };

const toColor = ({ isRgb, isPalette, color }: ColorSource): CellColor => {
  if (isRgb) return `#${color.toString(16).padStart(6, '0')}`;
  return isPalette ? color : 'default';
};

/** Copies a cell out of the emulator's buffer, which reuses its objects. */
export const readCell = (cell: IBufferCell): ScreenCell => ({
  char: cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
  width: cell.getWidth(),
  fg: toColor({ isRgb: cell.isFgRGB(), isPalette: cell.isFgPalette(), color: cell.getFgColor() }),
  bg: toColor({ isRgb: cell.isBgRGB(), isPalette: cell.isBgPalette(), color: cell.getBgColor() }),
  bold: cell.isBold() !== 0,
  dim: cell.isDim() !== 0,
  italic: cell.isItalic() !== 0,
  underline: cell.isUnderline() !== 0,
  inverse: cell.isInverse() !== 0,
  invisible: cell.isInvisible() !== 0,
  strikethrough: cell.isStrikethrough() !== 0,
});
