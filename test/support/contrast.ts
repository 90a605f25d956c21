/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

const level = (part: number): number => (part === 0 ? 0 : 55 + 40 * part);

/** Colours 16 to 255 of xterm: a cube of 6 × 6 × 6, then greys. */
const xtermColour = (index: number): Rgb => {
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return [grey, grey, grey];
  }
  const cube = index - 16;
  return [level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6)];
};

const byte = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);

/** A colour that every terminal shows alike: `#rrggbb`, or one of the 256 beyond the terminal's own 16. Throws for others. */
export const rgbOf = (colour: string): Rgb => {
  if (/^#[\da-f]{6}$/.test(colour)) return [byte(colour, 1), byte(colour, 3), byte(colour, 5)];
  const index = Number(/^ansi256\((\d+)\)$/.exec(colour)?.[1]);
  if (!(index >= 16 && index <= 255)) throw new Error(`${colour} is not the same everywhere`);
  return xtermColour(index);
};

/** Relative luminance, WCAG 2. */
const luminance = (colour: Rgb): number => {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** The contrast of two colours, 1 to 21, WCAG 2. */
export const contrast = (a: Rgb, b: Rgb): number => {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
};
