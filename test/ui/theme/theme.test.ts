import { describe, expect, it } from 'vitest';
import {
  darkTheme,
  lightTheme,
  plainTheme,
  type TextLook,
  withoutColours,
} from '../../../source/ui/theme/theme.ts';

type Rgb = readonly [number, number, number];

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

/** Relative luminance, WCAG 2. */
const luminance = (colour: Rgb): number => {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: Rgb, b: Rgb): number => {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
};

/** Light backgrounds that people have: xterm's, Solarized's, Gruvbox's, One Light's, Tango's grey. */
const backgrounds: readonly (readonly [string, Rgb])[] = [
  ['white', [255, 255, 255]],
  ['#fdf6e3', [0xfd, 0xf6, 0xe3]],
  ['#fbf1c7', [0xfb, 0xf1, 0xc7]],
  ['#fafafa', [0xfa, 0xfa, 0xfa]],
  ['#eeeeec', [0xee, 0xee, 0xec]],
];

describe.each(backgrounds)('the light theme on %s', (_name, background) => {
  it('keeps a contrast of 4.5:1 for every text', () => {
    for (const [name, { color, dimColor }] of Object.entries(lightTheme)) {
      // Fainter than the text itself: how much is up to the terminal.
      expect([name, dimColor ?? false]).toEqual([name, false]);
      if (color === undefined) continue;
      const index = Number(/^ansi256\((\d+)\)$/.exec(color)?.[1]);
      expect(index).toBeGreaterThanOrEqual(16);
      expect([name, contrast(xtermColour(index), background) >= 4.5]).toEqual([name, true]);
    }
  });
});

describe('themes', () => {
  it('mark a mention by more than a colour', () => {
    for (const theme of [darkTheme, lightTheme]) expect(theme.mention).toEqual({ bold: true });
  });

  it('keep bold and inverse without colours', () => {
    const looks = Object.values<TextLook>(withoutColours(lightTheme));
    expect(looks.every(({ color }) => color === undefined)).toBe(true);
    expect(withoutColours(darkTheme).selected).toEqual({ inverse: true });
    expect(withoutColours(darkTheme).dim).toEqual({ dimColor: true });
  });

  it('have nothing at all for a terminal without attributes', () => {
    expect(
      Object.values<TextLook>(plainTheme).every((look) => Object.keys(look).length === 0),
    ).toBe(true);
  });
});
