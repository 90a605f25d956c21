import { describe, expect, it } from 'vitest';
import { type Looks, themeFor } from '../../../source/ui/theme/built-in.ts';
import { themeFrom } from '../../../source/ui/theme/own-theme.ts';
import { themeNames } from '../../../source/format/theme-names.ts';
import type { ThemeChoice } from '../../../source/ui/theme/theme-choice.ts';
import type { Theme } from '../../../source/ui/theme/theme.ts';
import { contrast, rgbOf } from '../../support/contrast.ts';

const terminal = {
  colours: true,
  isDumb: false,
  isScreenReader: false,
  shade: undefined,
  isColourful: true,
} as const satisfies Looks;

const looksOf = ({ ground: _ground, ...looks }: Theme) => Object.entries(looks);

const attributesOf = ({ bold, inverse, underline }: Theme['plain']): number =>
  [bold, inverse, underline].filter((each) => each === true).length;

const coloursOf = (theme: Theme): string[] =>
  [...looksOf(theme).map(([, look]) => look), theme.ground].flatMap(({ color, backgroundColor }) =>
    [color, backgroundColor].filter((colour) => colour !== undefined),
  );

/** Backgrounds that people have. */
const backgrounds = {
  dark: {
    black: '#000000',
    'Solarized dark': '#002b36',
    'Gruvbox dark': '#282828',
    Dracula: '#282a36',
    Nord: '#2e3440',
    'One Dark': '#282c34',
    Campbell: '#0c0c0c',
    Ubuntu: '#300a24',
    'VS Code': '#1e1e1e',
    'Tango dark': '#2e3436',
    Monokai: '#272822',
    'Tokyo Night': '#1a1b26',
    Catppuccin: '#1e1e2e',
    'its own': 'ansi256(234)',
  },
  light: {
    white: '#ffffff',
    'Solarized light': '#fdf6e3',
    'Gruvbox light': '#fbf1c7',
    'One Light': '#fafafa',
    'Tango light': '#eeeeec',
    Latte: '#eff1f5',
    'its own': 'ansi256(255)',
  },
} as const;

describe.each(['dark', 'light'] as const)('the %s theme', (shade) => {
  const theme = themeFor({ name: shade }, { ...terminal, shade });

  it.each(Object.entries(backgrounds[shade]))(
    'has a contrast of 4.5:1 for every text on %s',
    (_name, background) => {
      for (const [name, { color, dimColor }] of looksOf(theme)) {
        // How faint that is, is up to the terminal.
        expect([name, dimColor ?? false]).toEqual([name, false]);
        if (color === undefined) continue;
        const ratio = contrast(rgbOf(color), rgbOf(background));
        expect([name, ratio >= 4.5, ratio]).toEqual([name, true, ratio]);
      }
    },
  );

  it('leaves the background to the terminal, unless that is of the other kind', () => {
    const other = shade === 'dark' ? 'light' : 'dark';
    expect(theme.ground).toEqual({});
    expect(themeFor({ name: shade }, terminal).ground).toEqual({});
    const { color = '', backgroundColor = '' } = themeFor(
      { name: shade },
      { ...terminal, shade: other },
    ).ground;
    expect(contrast(rgbOf(color), rgbOf(backgroundColor))).toBeGreaterThan(7);
  });

  it('has the same colours as the terminal where it has only 16', () => {
    const few = themeFor({ name: shade }, { ...terminal, isColourful: false, shade });
    expect(few).toEqual(themeFor({ name: '16-colours' }, { ...terminal, shade }));
  });
});

describe.each(['dark', 'light', undefined] as const)(
  'high contrast on a %s background',
  (shade) => {
    const theme = themeFor({ name: 'high-contrast' }, { ...terminal, shade });

    it('has 7:1 for every text, and none is faint', () => {
      const background = rgbOf(theme.ground.backgroundColor ?? '');
      expect(contrast(rgbOf(theme.ground.color ?? ''), background)).toBe(21);
      for (const [name, { color, dimColor }] of looksOf(theme)) {
        expect([name, dimColor ?? false]).toEqual([name, false]);
        if (color === undefined) continue;
        const ratio = contrast(rgbOf(color), background);
        expect([name, ratio >= 7, ratio]).toEqual([name, true, ratio]);
      }
    });

    it('is black and white where there are only 16 colours', () => {
      const few = themeFor({ name: 'high-contrast' }, { ...terminal, isColourful: false, shade });
      expect(new Set(coloursOf(few))).toEqual(
        new Set(shade === 'light' ? ['black', 'whiteBright'] : ['whiteBright', 'black']),
      );
    });
  },
);

describe('16 colours', () => {
  it.each(['dark', 'light', undefined] as const)(
    "are the terminal's own, on a %s background as well",
    (shade) => {
      const theme = themeFor({ name: '16-colours' }, { ...terminal, shade });
      expect(coloursOf(theme)).not.toEqual([]);
      for (const colour of coloursOf(theme))
        expect(colour).toMatch(/^(?:red|green|yellow|blue|magenta|cyan)(?:Bright)?$/);
    },
  );
});

const ownDark = themeFrom({ base: 'dark', topic: '#ff8800' });
const ownAuto = themeFrom({ topic: '#ff8800' });
const dark = themeFor({ name: 'dark' }, { ...terminal, shade: 'dark' });
const light = themeFor({ name: 'light' }, { ...terminal, shade: 'light' });
const none = themeFor({ name: 'none' }, terminal);

describe('auto', () => {
  it.each<readonly [string, Partial<Looks>, Theme]>([
    ['is dark on a dark background', { shade: 'dark' }, dark],
    ['is light on a light one', { shade: 'light' }, light],
    [
      "has the terminal's colours on an unknown one",
      {},
      themeFor({ name: '16-colours' }, terminal),
    ],
    ['is none with NO_COLOR', { shade: 'dark', colours: false }, none],
    ['is none for a screen reader', { shade: 'dark', isScreenReader: true }, none],
  ])('%s', (_name, looks, expected) => {
    expect(themeFor({ name: 'auto' }, { ...terminal, ...looks })).toEqual(expected);
  });
});

describe('NO_COLOR', () => {
  const without: Looks = { ...terminal, shade: 'dark', colours: false };
  it.each<readonly [string, ThemeChoice, boolean]>([
    ['counts with auto', { name: 'auto' }, false],
    ['counts with a [theme] that is based on auto', ownAuto, false],
    ['gives way to a theme that is named', { name: 'dark' }, true],
    ['gives way to a [theme] that is based on one', ownDark, true],
    ['changes nothing of none', { name: 'none' }, false],
  ])('%s', (_name, choice, hasColours) => {
    expect(coloursOf(themeFor(choice, without)).length > 0).toBe(hasColours);
  });
});

describe('every theme', () => {
  it.each(themeNames)('%s marks by more than a colour what must be seen', (name) => {
    const theme = themeFor({ name }, { ...terminal, shade: 'dark' });
    for (const look of [
      'selected',
      'selected-elsewhere',
      'mention',
      'found',
      'changed',
      'field',
      'title',
    ] as const)
      expect([look, attributesOf(theme[look]) > 0]).toEqual([look, true]);
    expect(theme['selected-elsewhere']).not.toEqual(theme.selected);
  });

  it.each(themeNames)('%s has no attribute at all on a terminal without them', (name) => {
    const theme = themeFor({ name }, { ...terminal, isDumb: true });
    expect(Object.values<object>(theme).every((look) => Object.keys(look).length === 0)).toBe(true);
  });

  it('without colours has only bold, underlined and inverse text', () => {
    for (const [, look] of looksOf(none))
      for (const name of Object.keys(look))
        expect(['bold', 'underline', 'inverse']).toContain(name);
  });

  it("has a chart's last value stand out from its line", () => {
    const own = themeFor(themeFrom({ base: 'dark', 'series-1': '#abc' }), terminal);
    expect(own['last-1']).toEqual({ color: '#abc', bold: true });
  });
});
