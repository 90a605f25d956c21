import type { TextProps } from 'ink';

/** What a piece of text means; the theme decides its look. */
export type Look =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'selected'
  | 'selectedElsewhere'
  | 'border'
  | 'focusedBorder'
  | 'title'
  | 'value'
  | 'topic'
  | 'good'
  | 'attention'
  | 'bad'
  | 'mention'
  | 'mentionMark'
  | 'match'
  | 'found'
  | 'field'
  | 'changed'
  | `series${0 | 1 | 2 | 3 | 4 | 5}`
  | `nick${0 | 1 | 2 | 3 | 4}`
  | `token-${'key' | 'string' | 'number' | 'literal'}`;

/** The attributes of Ink's `<Text>` that make text stand out. */
export type TextLook = Pick<TextProps, 'color' | 'dimColor' | 'bold' | 'inverse' | 'underline'>;

/** The look of everything, by meaning. */
export type Theme = Readonly<Record<Look, TextLook>>;

type Colours = Readonly<
  Record<'green' | 'cyan' | 'yellow' | 'red' | 'magenta' | 'blue', string> & {
    /** What matters less than the text around it. */
    dim: TextLook;
  }
>;

const themeOf = ({ green, cyan, yellow, red, magenta, blue, dim }: Colours): Theme => ({
  plain: {},
  dim,
  strong: { bold: true },
  selected: { inverse: true },
  selectedElsewhere: { bold: true },
  border: dim,
  focusedBorder: { color: cyan },
  title: { bold: true },
  value: { color: green },
  topic: { color: cyan },
  good: { color: green },
  attention: { color: yellow },
  bad: { color: red },
  mention: { bold: true },
  mentionMark: { bold: true, color: yellow },
  match: { underline: true },
  found: { bold: true, underline: true },
  field: { underline: true },
  changed: { bold: true, underline: true, color: yellow },
  series0: { color: cyan },
  series1: { color: yellow },
  series2: { color: green },
  series3: { color: magenta },
  series4: { color: blue },
  series5: { color: red },
  nick0: { color: cyan },
  nick1: { color: green },
  nick2: { color: yellow },
  nick3: { color: magenta },
  nick4: { color: blue },
  'token-key': { color: cyan },
  'token-string': { color: green },
  'token-number': { color: yellow },
  'token-literal': { color: magenta },
});

/** For a dark background, with the terminal's own 16 colours. */
export const darkTheme: Theme = themeOf({
  green: 'green',
  cyan: 'cyan',
  yellow: 'yellow',
  red: 'red',
  magenta: 'magenta',
  blue: 'blueBright',
  dim: { dimColor: true },
});

/**
 * For a light background. The terminal's own yellow, cyan and green are hard to read there, and fainter
 * text even more so: these are fixed colours, dark enough for white, cream and light grey.
 */
export const lightTheme: Theme = themeOf({
  green: 'ansi256(22)',
  cyan: 'ansi256(24)',
  yellow: 'ansi256(94)',
  red: 'ansi256(124)',
  magenta: 'ansi256(90)',
  blue: 'ansi256(19)',
  dim: { color: 'ansi256(240)' },
});

const mapTheme = (theme: Theme, change: (look: TextLook) => TextLook): Theme =>
  Object.fromEntries(Object.entries(theme).map(([name, look]) => [name, change(look)])) as Theme;

/** A theme without colours, as NO_COLOR asks for; bold, dim and inverse are not colours and stay. */
export const withoutColours = (theme: Theme): Theme =>
  mapTheme(theme, ({ color: _color, ...look }) => look);

/** For a terminal without attributes. */
export const plainTheme: Theme = mapTheme(darkTheme, () => ({}));
