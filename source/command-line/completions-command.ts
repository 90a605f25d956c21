import { completionScript, shells } from './completion-script.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flag-values.ts';
import { UsageError } from './usage-error.ts';

/** Prints the completion script of a shell. Resolves with the exit code. */
export const completionsCommand = async (
  _: FlagValues,
  host: Host,
  words: readonly string[],
): Promise<number> => {
  const shell = shells.find((name) => name === words[0]);
  if (shell === undefined)
    throw new UsageError(`Say for which shell: mqtt-tui completions ${shells.join('|')}.`);
  await new Promise<void>((resolve) => {
    host.stdout.on('error', () => resolve());
    host.stdout.write(completionScript(shell), () => resolve());
  });
  return 0;
};
