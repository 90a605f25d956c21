import { themeNames } from '../../format/theme-names.ts';
import type { ThemeChoice } from '../theme/theme-choice.ts';
import type { UiState } from '../ui-state.ts';

/** The name of the theme of `[theme]` in config.toml. */
export const ownName = 'own';

/** A theme by the name under which it is listed. */
export const nameOfTheme = ({ name, own }: ThemeChoice): string =>
  own === undefined ? name : ownName;

const builtIn: readonly ThemeChoice[] = themeNames.map((name) => ({ name }));

/** The themes that can be chosen: a person's own, and those that are built in. */
export const themesToChoose = ({
  usualTheme,
}: Pick<UiState, 'usualTheme'>): readonly ThemeChoice[] =>
  usualTheme.own === undefined ? builtIn : [usualTheme, ...builtIn];

/** The theme in use, but for one that is tried. */
export const chosenTheme = ({
  usualTheme,
  pickedTheme,
}: Pick<UiState, 'usualTheme' | 'pickedTheme'>): ThemeChoice => pickedTheme ?? usualTheme;

/** The theme to draw in: the one that is tried, or else the chosen one. */
export const shownTheme = (
  state: Pick<UiState, 'sheet' | 'usualTheme' | 'pickedTheme'>,
): ThemeChoice => {
  const { sheet } = state;
  const tried = sheet?.kind === 'theme' ? themesToChoose(state)[sheet.index] : undefined;
  return tried ?? chosenTheme(state);
};
