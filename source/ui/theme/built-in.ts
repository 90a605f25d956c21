import type { ThemeName } from '../../format/theme-names.ts';
import type { OwnLooks, ThemeChoice } from './theme-choice.ts';
import {
  type Hues,
  type LookName,
  plainTheme,
  type TextLook,
  type Theme,
  themeOf,
  type ThemeParts,
} from './theme.ts';

/** Light or dark. */
export type Shade = 'dark' | 'light';

/** What the terminal can show, and how it is read. */
export type Looks = {
  /** `NO_COLOR` is not set. */
  readonly colours: boolean;
  /** The terminal has no attributes. */
  readonly isDumb: boolean;
  /** What is on the screen is read aloud. */
  readonly isScreenReader: boolean;
  /** The terminal's background; `undefined` while it is not known. */
  readonly shade: Shade | undefined;
  /** Whether the terminal has colours besides its own 16. */
  readonly isColourful: boolean;
};

const numbered = (index: number): string => `ansi256(${index})`;

/**
 * Colours of the 256, which every terminal has alike: with a contrast of 4.5:1 to what people have for a
 * background. Fainter text is one of them as well: how faint the attribute is, is up to the terminal.
 */
const fixed: Readonly<Record<Shade, Required<ThemeParts>>> = {
  dark: {
    hues: {
      red: numbered(210),
      green: numbered(114),
      yellow: numbered(221),
      blue: numbered(111),
      magenta: numbered(176),
      cyan: numbered(80),
    },
    dim: { color: numbered(247) },
    ground: { color: numbered(253), backgroundColor: numbered(234) },
    looks: {},
  },
  light: {
    hues: {
      red: numbered(124),
      green: numbered(22),
      yellow: numbered(94),
      blue: numbered(19),
      magenta: numbered(90),
      cyan: numbered(24),
    },
    dim: { color: numbered(240) },
    ground: { color: numbered(235), backgroundColor: numbered(255) },
    looks: {},
  },
};

/** The terminal's own colours. Many a light one has a yellow, a green and a cyan that cannot be read on it. */
const own16: Readonly<Record<Shade, Required<ThemeParts>>> = {
  dark: {
    hues: {
      red: 'red',
      green: 'green',
      yellow: 'yellow',
      blue: 'blueBright',
      magenta: 'magenta',
      cyan: 'cyan',
    },
    dim: { dimColor: true },
    ground: { color: 'whiteBright', backgroundColor: 'black' },
    looks: {},
  },
  light: {
    hues: {
      red: 'red',
      green: 'green',
      yellow: 'magenta',
      blue: 'blueBright',
      magenta: 'magentaBright',
      cyan: 'blue',
    },
    dim: { dimColor: true },
    ground: { color: 'black', backgroundColor: 'whiteBright' },
    looks: {},
  },
};

/** Without faint text, the pane with the focus has a heavy border. */
const heavy: Partial<Record<LookName, TextLook>> = { 'focused-border': { bold: true } };

const highContrast: Readonly<Record<Shade, ThemeParts>> = {
  dark: {
    hues: {
      red: '#ff9f9f',
      green: '#5fff5f',
      yellow: '#ffff00',
      blue: '#87c7ff',
      magenta: '#ff9fff',
      cyan: '#00ffff',
    },
    dim: {},
    ground: { color: '#ffffff', backgroundColor: '#000000' },
    looks: heavy,
  },
  light: {
    hues: {
      red: '#8b0000',
      green: '#004f00',
      yellow: '#5a4300',
      blue: '#00008b',
      magenta: '#6b006b',
      cyan: '#004f5f',
    },
    dim: {},
    ground: { color: '#000000', backgroundColor: '#ffffff' },
    looks: heavy,
  },
};

const noHues: Hues = {
  red: undefined,
  green: undefined,
  yellow: undefined,
  blue: undefined,
  magenta: undefined,
  cyan: undefined,
};

const colourless: ThemeParts = { hues: noHues, dim: {}, looks: heavy };

/** The theme that `auto` picks. If the terminal does not report its background, its own colours are the readable ones. */
const automatic = ({ colours, isScreenReader, shade }: Looks): Exclude<ThemeName, 'auto'> =>
  !colours || isScreenReader ? 'none' : (shade ?? '16-colours');

/** A theme for a shade: with a background of its own only where the terminal's is of the other one. */
const shaded = (wanted: Shade, { shade, isColourful }: Looks): ThemeParts => {
  const parts = (isColourful ? fixed : own16)[wanted];
  return shade === undefined || shade === wanted ? { ...parts, ground: {} } : parts;
};

const partsOf = (name: Exclude<ThemeName, 'auto'>, looks: Looks): ThemeParts => {
  const { shade = 'dark', isColourful } = looks;
  switch (name) {
    case 'dark':
    case 'light':
      return shaded(name, looks);
    case 'high-contrast':
      // Of 16 colours, none but black and white is known to be far from another.
      return isColourful ? highContrast[shade] : { ...colourless, ground: own16[shade].ground };
    case '16-colours':
      return { ...own16[shade], ground: {} };
    case 'none':
      return colourless;
  }
};

const noOwn: OwnLooks = { ground: {}, hues: {}, colours: {}, looks: {} };

/** The attributes of a look, in another colour; faint text is as faint as that colour. */
const recoloured = ({ dimColor: _dim, ...look }: TextLook, color: string): TextLook => ({
  ...look,
  color,
});

/** The theme that a person wants, on a terminal. `auto` without colours leaves a person's own ones out as well. */
export const themeFor = (choice: ThemeChoice, terminal: Looks): Theme => {
  if (terminal.isDumb) return plainTheme;
  const name = choice.name === 'auto' ? automatic(terminal) : choice.name;
  const isWithout = choice.name === 'auto' && name === 'none';
  const { ground, hues, colours, looks } = (isWithout ? undefined : choice.own) ?? noOwn;
  const parts = partsOf(name, terminal);
  const base = themeOf({
    ...parts,
    hues: { ...parts.hues, ...hues },
    dim: colours.dim === undefined ? (looks.dim ?? parts.dim) : recoloured(parts.dim, colours.dim),
    ground: { ...parts.ground, ...ground },
  });
  const recolouredLooks = Object.fromEntries(
    Object.entries(colours).map(([look, colour]) => [
      look,
      recoloured(base[look as LookName], colour),
    ]),
  );
  return themeOf({
    hues: { ...parts.hues, ...hues },
    dim: base.dim,
    ground: base.ground,
    looks: { ...parts.looks, ...recolouredLooks, ...looks },
  });
};
