import { themeFrom, themeProblems } from '../ui/theme/own-theme.ts';
import { findTheme, type ThemeChoice } from '../ui/theme/theme-choice.ts';
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

/** The theme for a profile: the one that was typed or set in the environment, or that config.toml has for it, or for all. */
export const themeFlag = (
  values: FlagValues<'show'>,
  config: Config,
  profile: string | undefined,
): ThemeChoice => {
  const source = values.sourceOf('theme');
  if (source === 'typed' || source === 'environment') return { name: values.theme };
  const own = profile === undefined ? undefined : config.profiles.get(profile);
  return themeOfLevel(own) ?? themeOfLevel(config) ?? { name: 'auto' };
};
