import type { FlagValues } from './flags.ts';
import type { Host } from './host.ts';
import { parseFlags } from './parse-flags.ts';
import type { Setup } from './read-command-line.ts';
import { screenCommand } from './screen-command.ts';

/** Opens the screen without the chat, as `--no-chat` does. Resolves with the exit code. */
export const watchCommand = (
  values: FlagValues<'watch'>,
  host: Host,
  positionals: readonly string[],
  setup: Pick<Setup, 'config' | 'profile' | 'asksForProfile'>,
): Promise<number> => {
  // Of the chat's flags, which this command has not, nothing counts that the environment sets.
  const withoutChat = parseFlags(['--no-chat'], {}).values as FlagValues<'screen'>;
  return screenCommand(
    { ...withoutChat, ...values } as FlagValues<'screen'>,
    host,
    positionals,
    setup,
  );
};
