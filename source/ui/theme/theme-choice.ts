import type { Ground, Hues, LookName, TextLook } from './theme.ts';

/** The themes that are built in; `auto` picks one for the terminal. */
export const themeNames = ['auto', 'dark', 'light', 'high-contrast', '16-colours', 'none'] as const;

export type ThemeName = (typeof themeNames)[number];

/** Other spellings of the names. */
export const themeSpellings: ReadonlyMap<string, ThemeName> = new Map([
  ['16-colors', '16-colours'],
]);

/** A theme by its name, in either spelling. */
export const findTheme = (typed: string): ThemeName | undefined =>
  themeNames.find((name) => name === (themeSpellings.get(typed) ?? typed));

/** What `[theme]` in config.toml changes in a built-in theme. */
export type OwnLooks = {
  readonly ground: Ground;
  readonly hues: Partial<Hues>;
  /** A colour alone replaces that of the built-in look and keeps its attributes. */
  readonly colours: Partial<Record<LookName, string>>;
  /** Whole looks. */
  readonly looks: Partial<Record<LookName, TextLook>>;
};

/** The theme that a person wants. */
export type ThemeChoice = {
  readonly name: ThemeName;
  readonly own?: OwnLooks | undefined;
};
