import type { CellColor, ScreenCell } from '../test/support/terminal-cell.ts';

/** The colours of a terminal and of the window around it. */
export type Palette = {
  readonly background: `#${string}`;
  readonly foreground: string;
  readonly border: string;
  readonly titleBar: string;
  readonly title: string;
  readonly cursor: string;
  /** Colours 0 to 7, and their bright variants 8 to 15. */
  readonly sixteen: readonly string[];
};

export const darkPalette: Palette = {
  background: '#171a21',
  foreground: '#d4d9e3',
  border: '#343a47',
  titleBar: '#20242d',
  title: '#8d96a8',
  cursor: '#8fb8f6',
  sixteen: (
    '#3a4150 #ee7c7c #9fca7b #e6c27a #79aef2 #c79bee #6cc9cd #d4d9e3 ' +
    '#6f788a #ff9a97 #b9e094 #f7d998 #9dc8ff #dcb8ff #8fe3e4 #ffffff'
  ).split(' '),
};

export const lightPalette: Palette = {
  background: '#fcfbf8',
  foreground: '#24292f',
  border: '#cfcdc6',
  titleBar: '#eceae4',
  title: '#6a6f78',
  cursor: '#2f6fd0',
  sixteen: (
    '#24292f #b3261e #2f7a36 #8a6300 #2456b3 #8b3a9e #0f7680 #6a6f78 ' +
    '#57606a #d0453c #3f9447 #a87b0a #3a72d8 #a555ba #1f929c #fcfbf8'
  ).split(' '),
};

const hex = (...channels: readonly number[]): string =>
  `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;

const channelsOf = (color: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));

/** `color` mixed with a share (0 to 1) of `other`. */
const mix = (color: string, other: string, share: number): string => {
  const others = channelsOf(other);
  return hex(
    ...channelsOf(color).map((channel, i) => channel * (1 - share) + (others[i] ?? 0) * share),
  );
};

/** Colours 16 to 255 are a cube of 6×6×6 and a ramp of greys, as in xterm. */
const paletteColor = (index: number, { sixteen }: Palette): string => {
  const own = sixteen[index];
  if (own !== undefined) return own;
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return hex(grey, grey, grey);
  }
  const cube = index - 16;
  const steps = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return hex(...steps.map((step) => (step === 0 ? 0 : 55 + step * 40)));
};

/** The colours that a cell is drawn in, after inverse and dim. */
export const cellColors = (
  cell: ScreenCell,
  palette: Palette,
): { readonly ink: string; readonly paper: string } => {
  const toHex = (color: CellColor, standard: string): string => {
    if (color === 'default') return standard;
    return typeof color === 'number' ? paletteColor(color, palette) : color;
  };
  const fg = toHex(cell.fg, palette.foreground);
  const bg = toHex(cell.bg, palette.background);
  const [ink, paper] = cell.inverse ? [bg, fg] : [fg, bg];
  return { ink: cell.dim ? mix(ink, paper, 0.42) : ink, paper };
};
