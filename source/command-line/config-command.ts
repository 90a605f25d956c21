import type { Host } from './host.ts';
import type { FlagValues } from './flags.ts';
import { configPlace } from './config/read-config.ts';
import { printText } from './print-text.ts';
import { UsageError } from './usage-error.ts';

/** Prints where the settings are. Resolves with the exit code. */
export const configCommand = async (
  values: FlagValues<'config'>,
  host: Host,
  positionals: readonly string[],
): Promise<number> => {
  if (positionals.length > 0) throw new UsageError('Use mqtt-tui config alone.');
  const { path } = configPlace(values.config, host);
  await printText(host.stdout, `${path ?? ''}\n`);
  return 0;
};
