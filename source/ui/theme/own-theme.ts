import { closestMatch } from 'leven';
import { printable } from '../../payload/printable.ts';
import { colourNames, readColour } from './colours.ts';
import type { Hues, LookName, TextLook } from './theme.ts';
import { looks } from './theme.ts';
import { findTheme, themeNames } from '../../format/theme-names.ts';
import type { OwnLooks, ThemeChoice } from './theme-choice.ts';

/** Something wrong in a table, at a path of keys below it. */
export type ThemeProblem = {
  readonly path: readonly string[];
  /** One sentence that names the nearest right word, if there is one. */
  readonly sentence: string;
};

type Table = Readonly<Record<string, unknown>>;

/** The colours that everything is made of. */
export const hueNames = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const;

/** The attributes of a look as they are typed, and as Ink calls them. */
export const attributes = {
  bold: 'bold',
  dim: 'dimColor',
  italic: 'italic',
  underline: 'underline',
  inverse: 'inverse',
} as const satisfies Readonly<Record<string, keyof TextLook>>;

/** The colours of a look, with both spellings. */
export const colourKeys = {
  colour: 'color',
  color: 'color',
  background: 'backgroundColor',
} as const satisfies Readonly<Record<string, keyof TextLook>>;

/** The keys of `[theme]`, in the order of the documentation. */
export const themeKeys: readonly string[] = [
  'base',
  'text',
  'background',
  ...hueNames,
  ...Object.keys(looks),
];

const lookKeys: readonly string[] = [...Object.keys(colourKeys), ...Object.keys(attributes)];

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isLook = (key: string): key is LookName => Object.hasOwn(looks, key);
const isHue = (key: string): key is keyof Hues => hueNames.some((hue) => hue === key);

const guess = (typed: string, words: readonly string[]): string => {
  const nearest = closestMatch(typed.toLowerCase(), [...words], {
    maxDistance: Math.min(3, Math.floor(typed.length / 2)),
  });
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
};

/** A value as the file has it; a table is not repeated. */
const shown = (value: unknown): string => {
  if (typeof value === 'string') return `"${printable(value, 60)}"`;
  const isShort =
    typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
  return isShort ? String(value) : 'this';
};

const sentence = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;

const colourProblem = (value: unknown): string | undefined => {
  if (readColour(value) !== undefined) return undefined;
  const nearest = typeof value === 'string' ? guess(value, colourNames) : '';
  return sentence(
    `${shown(value)} is no colour${
      nearest === ''
        ? ': it takes "#ff8800", a number from 0 to 255, or one of the terminal\'s, such as "cyan" or "bright-blue".'
        : nearest
    }`,
  );
};

const attributeProblem = (key: string, value: unknown): string | undefined => {
  if (Object.hasOwn(colourKeys, key)) return colourProblem(value);
  if (Object.hasOwn(attributes, key))
    return typeof value === 'boolean'
      ? undefined
      : `${key} takes true or false, not ${shown(value)}.`;
  const nearest = guess(key, lookKeys);
  return `A look has no "${printable(key, 60)}"${
    nearest === '' ? `: it has colour, background, ${Object.keys(attributes).join(', ')}.` : nearest
  }`;
};

const baseProblem = (value: unknown): string | undefined => {
  if (typeof value === 'string' && findTheme(value) !== undefined) return undefined;
  const nearest = typeof value === 'string' ? guess(value, themeNames) : '';
  return sentence(
    `${shown(value)} is no theme${nearest === '' ? `: there are ${themeNames.join(', ')}.` : nearest}`,
  );
};

const entryProblems = (key: string, value: unknown): readonly ThemeProblem[] => {
  const at = (found: string | undefined, ...path: readonly string[]): readonly ThemeProblem[] =>
    found === undefined ? [] : [{ path: [key, ...path], sentence: found }];
  if (key === 'base') return at(baseProblem(value));
  if (isLook(key) && isTable(value))
    return Object.entries(value).flatMap(([name, each]) => at(attributeProblem(name, each), name));
  if (isLook(key) || isHue(key) || key === 'text' || key === 'background')
    return at(colourProblem(value));
  const nearest = guess(key, themeKeys);
  return at(
    `A theme has no "${printable(key, 60)}"${
      nearest === ''
        ? ': it has base, text, background, hues such as "red", and looks such as "topic".'
        : nearest
    }`,
  );
};

/** What is wrong in the table `[theme]`, in its order. */
export const themeProblems = (table: Table): readonly ThemeProblem[] =>
  Object.entries(table).flatMap(([key, value]) => entryProblems(key, value));

const lookOf = (table: Table): TextLook =>
  Object.fromEntries(
    Object.entries(table).flatMap(([key, value]): [string, unknown][] => {
      if (Object.hasOwn(colourKeys, key))
        return [[colourKeys[key as keyof typeof colourKeys], readColour(value)]];
      return Object.hasOwn(attributes, key) && value === true
        ? [[attributes[key as keyof typeof attributes], true]]
        : [];
    }),
  );

const coloursIn = (table: Table, wanted: (key: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    Object.entries(table).flatMap(([key, value]) => {
      const colour = wanted(key) ? readColour(value) : undefined;
      return colour === undefined ? [] : [[key, colour]];
    }),
  );

/** The theme of the table `[theme]`; what is wrong in it is left out, so check it first. */
export const themeFrom = (table: Table): ThemeChoice => {
  const { base, text, background } = table;
  const [color, backgroundColor] = [readColour(text), readColour(background)];
  const own: OwnLooks = {
    ground: {
      ...(color === undefined ? {} : { color }),
      ...(backgroundColor === undefined ? {} : { backgroundColor }),
    },
    hues: coloursIn(table, isHue),
    colours: coloursIn(table, isLook),
    looks: Object.fromEntries(
      Object.entries(table).flatMap(([key, value]) =>
        isLook(key) && isTable(value) ? [[key, lookOf(value)]] : [],
      ),
    ),
  };
  return { name: (typeof base === 'string' ? findTheme(base) : undefined) ?? 'auto', own };
};
