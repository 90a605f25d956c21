import { themeFrom, themeProblems } from '../ui/theme/own-theme.ts';
import { findTheme } from '../format/theme-names.ts';
import type { ThemeChoice } from '../ui/theme/theme-choice.ts';
import type { Config, Level, Problem } from './config/config.ts';
import type { FlagValues } from './flags.ts';

const problemsAt = ({ theme }: Level, path: readonly string[]): readonly Problem[] =>
  themeProblems(theme ?? {}).map((problem) => ({
    ...problem,
    path: [...path, 'theme', ...problem.path],
  }));

/** What is wrong with the tables `[theme]` of config.toml. */
export const themeTableProblems = (config: Config): readonly Problem[] => [
  ...problemsAt(config, []),
  ...[...config.profiles].flatMap(([name, level]) => problemsAt(level, ['profile', name])),
];

const themeOfLevel = (level: Level | undefined): ThemeChoice | undefined => {
  if (level?.theme !== undefined) return themeFrom(level.theme);
  const name = level?.settings.get('theme');
  const found = typeof name === 'string' ? findTheme(name) : undefined;
  return found === undefined ? undefined : { name: found };
};

/** A theme, and what sets it: the flag, its variable, or config.toml. */
export type SetTheme = { readonly theme: ThemeChoice; readonly by: string };

/** The theme for a profile: the one that was typed or set in the environment, or that config.toml has for it, or for all. */
export const themeFlag = (
  values: FlagValues<'show'>,
  config: Config,
  profile: string | undefined,
): SetTheme | undefined => {
  const source = values.sourceOf('theme');
  if (source === 'typed') return { theme: { name: values.theme }, by: '--theme' };
  if (source === 'environment') return { theme: { name: values.theme }, by: 'MQTT_TUI_THEME' };
  const own = profile === undefined ? undefined : config.profiles.get(profile);
  const theme = themeOfLevel(own) ?? themeOfLevel(config);
  return theme === undefined ? undefined : { theme, by: 'config.toml' };
};
