import { commands } from './commands.ts';
import { checkKeys } from './config/check-keys.ts';
import { checkThemes } from './config/check-themes.ts';
import { type Config, noConfig } from './config/config.ts';
import { configPlace, readConfig } from './config/read-config.ts';
import { flags, flagsFor } from './flags.ts';
import type { Host } from './host.ts';
import { type CommandLine, parseFlags } from './parse-flags.ts';
import { UsageError } from './usage-error.ts';
import { commandWord, typedValue } from './words-for-meow.ts';

/** Commands that work however broken config.toml is. */
const without: ReadonlySet<string | undefined> = new Set(['config', 'completions', 'man']);

/** Whether a command, or the name of a profile in its place, opens the screen. */
const opensScreen = (word: string | undefined): boolean => {
  const { name } = commands.find(({ typed }) => typed === word) ?? { name: 'screen' };
  return name === 'screen' || name === 'watch' || name === 'open';
};

/** What config.toml says, and what of it is in use. */
export type Setup = Pick<CommandLine, 'profile' | 'asksForProfile' | 'leftOut'> & {
  readonly config: Config;
};

/** The path of `--config`, whatever the command. */
export const typedConfig = (argv: readonly string[]): string | undefined =>
  typedValue(argv, 'config', [...flagsFor('screen'), ...flags]);

/**
 * The command line with what config.toml adds. Rejects with `UsageError` for a mistake in either, but help and version
 * are to be had in any case.
 */
export const readCommandLine = async (host: Host): Promise<CommandLine & Setup> => {
  const { argv, environment } = host;
  if (without.has(commandWord(argv))) return { ...parseFlags(argv, environment), config: noConfig };
  let config = noConfig;
  let problem: unknown;
  try {
    const checks = [checkThemes, ...(opensScreen(commandWord(argv)) ? [checkKeys] : [])];
    config = await readConfig(configPlace(typedConfig(argv), host), checks);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problem = error;
  }
  try {
    const commandLine = parseFlags(argv, environment, config);
    const { help, version } = commandLine.values;
    if (problem === undefined || help || version) return { ...commandLine, config };
  } catch (error) {
    // Without the file, the name of a profile is no command.
    throw problem ?? error;
  }
  throw problem;
};
