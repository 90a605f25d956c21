import type { CommandName } from '../../source/command-line/flag.ts';
import type { FlagValues } from '../../source/command-line/flags.ts';
import { parseFlags } from '../../source/command-line/parse-flags.ts';

/** The values of a command's flags, from its arguments on the command line. */
export const flagValues = <Command extends CommandName>(
  command: Command,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): FlagValues<Command> =>
  parseFlags(command === 'screen' ? argv : [command, ...argv], environment)
    .values as FlagValues<Command>;
