import type { TextProps } from 'ink';

/** What a piece of text can mean, with what it is for: the names that `[theme]` in config.toml sets, too. */
export const looks = {
  dim: 'what matters less than the text around it: units, times, hints',
  strong: 'what matters more: the rooms with something new, keys in hints',
  selected: 'the row that the keys are for',
  'selected-elsewhere': 'the selected row of a pane without the focus',
  border: 'borders; bold draws heavy lines',
  'focused-border': 'the border of the pane with the focus; bold draws heavy lines',
  title: 'its title',
  heading: 'the head of the table of messages',
  value: 'the values of topics',
  topic: 'topic names',
  good: 'connected, delivered, online, verified',
  attention: 'what needs a look: notices, unread lines, stale topics',
  bad: 'failed, refused, offline, beyond a limit',
  mention: 'the room in which somebody mentions you',
  'mention-mark': 'the mark of a line that mentions you',
  found: 'the letters that the palette finds',
  field: 'a field to type in',
  changed: 'the part of a value that differs',
  'series-1': 'the first line of a chart',
  'series-2': 'the second',
  'series-3': 'the third',
  'series-4': 'the fourth',
  'series-5': 'the fifth',
  'series-6': 'the sixth',
  'nick-1': 'nicks: each has one of these five',
  'nick-2': 'nicks',
  'nick-3': 'nicks',
  'nick-4': 'nicks',
  'nick-5': 'nicks',
  'json-key': 'keys in a payload',
  'json-string': 'strings in a payload',
  'json-number': 'numbers in a payload',
  'json-literal': 'true, false and null in a payload',
} as const;

/** The names of the looks that a theme sets. */
export type LookName = keyof typeof looks;

/** What a piece of text means; the theme decides its look. `last-…` is the last value of a chart's line. */
export type Look = 'plain' | LookName | `last-${1 | 2 | 3 | 4 | 5 | 6}`;

/** The attributes of Ink's `<Text>` that make text stand out. */
export type TextLook = Pick<
  TextProps,
  'color' | 'backgroundColor' | 'dimColor' | 'bold' | 'italic' | 'inverse' | 'underline'
>;

/** The colours of the whole screen; what is not set is the terminal's. */
export type Ground = Pick<TextLook, 'color' | 'backgroundColor'>;

/** The look of everything, by meaning. */
export type Theme = { readonly ground: Ground } & Readonly<Record<Look, TextLook>>;

/** The colours that a theme is made of, by their names. */
export type Hues = Readonly<
  Record<'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan', string | undefined>
>;

/** What a theme is made of; the looks say what else is different. */
export type ThemeParts = {
  readonly hues: Hues;
  readonly dim: TextLook;
  readonly ground?: Ground;
  readonly looks?: Partial<Record<LookName, TextLook>>;
};

/** The last value of a chart's line stands out from the line. */
const lastOf = (look: TextLook): TextLook => ({ ...look, bold: true });

const coloured = (color: string | undefined, rest: TextLook = {}): TextLook =>
  color === undefined ? rest : { color, ...rest };

/** The looks, made from a few colours. */
export const themeOf = ({ hues, dim, ground = {}, looks: own = {} }: ThemeParts): Theme => {
  const { red, green, yellow, blue, magenta, cyan } = hues;
  const named: Record<LookName, TextLook> = {
    dim,
    strong: { bold: true },
    selected: { inverse: true },
    'selected-elsewhere': { bold: true },
    border: dim,
    'focused-border': coloured(cyan),
    title: { bold: true },
    heading: { underline: true },
    value: coloured(green),
    topic: coloured(cyan),
    good: coloured(green),
    attention: coloured(yellow),
    bad: coloured(red),
    mention: { bold: true },
    'mention-mark': coloured(yellow, { bold: true }),
    found: { bold: true, underline: true },
    field: { underline: true },
    changed: coloured(yellow, { bold: true, underline: true }),
    'series-1': coloured(cyan),
    'series-2': coloured(yellow),
    'series-3': coloured(green),
    'series-4': coloured(magenta),
    'series-5': coloured(blue),
    'series-6': coloured(red),
    'nick-1': coloured(cyan),
    'nick-2': coloured(green),
    'nick-3': coloured(yellow),
    'nick-4': coloured(magenta),
    'nick-5': coloured(blue),
    'json-key': coloured(cyan),
    'json-string': coloured(green),
    'json-number': coloured(yellow),
    'json-literal': coloured(magenta),
    ...own,
  };
  return {
    ...named,
    ground,
    // The ground colours it.
    plain: {},
    'last-1': lastOf(named['series-1']),
    'last-2': lastOf(named['series-2']),
    'last-3': lastOf(named['series-3']),
    'last-4': lastOf(named['series-4']),
    'last-5': lastOf(named['series-5']),
    'last-6': lastOf(named['series-6']),
  };
};

const mapLooks = <T extends Partial<Record<string, TextLook>>>(
  theme: T,
  change: (look: TextLook) => TextLook,
): T =>
  Object.fromEntries(Object.entries(theme).map(([name, look]) => [name, change(look ?? {})])) as T;

/** For a terminal without attributes. */
export const plainTheme: Theme = mapLooks(
  themeOf({
    hues: {
      red: undefined,
      green: undefined,
      yellow: undefined,
      blue: undefined,
      magenta: undefined,
      cyan: undefined,
    },
    dim: {},
  }),
  () => ({}),
);
