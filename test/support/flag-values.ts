import type { Config } from '../../source/command-line/config/config.ts';
import type { CommandName } from '../../source/command-line/flag.ts';
import type { FlagValues } from '../../source/command-line/flags.ts';
import { parseFlags } from '../../source/command-line/parse-flags.ts';

/** The values of a command's flags, from its arguments on the command line, and what else sets them. */
export const flagValues = <Command extends CommandName>(
  command: Command,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  config?: Config,
): FlagValues<Command> =>
  parseFlags(command === 'screen' ? argv : [command, ...argv], environment, config)
    .values as FlagValues<Command>;
