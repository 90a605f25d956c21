import type { FlagSource } from '../flags.ts';
import type { CommandLine } from '../parse-flags.ts';
import type { Setup } from '../read-command-line.ts';
import { UsageError } from '../usage-error.ts';
import { linesIn } from './line-of.ts';
import { located } from './read-config.ts';

/** The error with file and line in front, if it is about a flag that config.toml sets. */
export const withPlace = async (
  error: UsageError,
  { values, profile, config }: Pick<CommandLine, 'values'> & Pick<Setup, 'profile' | 'config'>,
  home: string,
): Promise<UsageError> => {
  const { path, text } = config;
  if (path === undefined || text === undefined) return error;
  const sourceOf = values.sourceOf as (name: string) => FlagSource | undefined;
  const keys = [...error.message.matchAll(/(?:--|^)([a-z][a-z-]*)/g)].flatMap(([, name = '']) => {
    const source = sourceOf(name);
    if (source === 'profile' && profile !== undefined) return [['profile', profile, name]];
    return source === 'file' ? [[name]] : [];
  });
  const [first] = keys;
  if (first === undefined) return error;
  const lineOf = await linesIn(text);
  return new UsageError(located(path, home, lineOf(first), error.message));
};
