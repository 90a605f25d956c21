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
