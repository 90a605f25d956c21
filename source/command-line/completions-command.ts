import { completionScript, shells } from './completion-script.ts';
import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import { printText } from './print-text.ts';
import { UsageError } from './usage-error.ts';

/** Prints the completion script of a shell. Resolves with the exit code. */
export const completionsCommand = async (
  _: FlagValues<'completions'>,
  host: Host,
  [name]: readonly string[],
): Promise<number> => {
  const shell = shells.find((one) => one === name);
  if (shell === undefined)
    throw new UsageError(`Which shell? Use mqtt-tui completions ${shells.join('|')}.`);
  await printText(host.stdout, completionScript(shell));
  return 0;
};
