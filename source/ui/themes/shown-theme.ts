import { type ThemeChoice, themeNames } from '../theme/theme-choice.ts';
import type { UiState } from '../ui-state.ts';
import type { ThemesState } from './state.ts';

/** The name of the theme of `[theme]` in config.toml. */
export const ownName = 'own';

/** A theme by the name under which it is listed. */
export const nameOfTheme = ({ name, own }: ThemeChoice): string =>
  own === undefined ? name : ownName;

const builtIn: readonly ThemeChoice[] = themeNames.map((name) => ({ name }));

/** The themes that can be chosen: a person's own, and those that are built in. */
export const themesToChoose = ({ own }: ThemesState): readonly ThemeChoice[] =>
  own === undefined ? builtIn : [own, ...builtIn];

/** The theme to draw in: the one that is tried, or else the chosen one. */
export const shownTheme = ({ sheet, themes }: Pick<UiState, 'sheet' | 'themes'>): ThemeChoice =>
  (sheet?.kind === 'themes' ? themesToChoose(themes)[sheet.index] : undefined) ?? themes.chosen;
