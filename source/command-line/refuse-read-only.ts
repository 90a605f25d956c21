import type { FlagSource, FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

const setBy = (source: FlagSource): string => {
  if (source === 'typed') return '--read-only';
  return source === 'environment' ? 'MQTT_TUI_READ_ONLY' : 'config.toml';
};

/** Throws `UsageError` if nothing may be published; `what` would be, such as "pub publishes". */
export const refuseReadOnly = (values: FlagValues<'connection'>, what: string): void => {
  if (values['read-only'])
    throw new UsageError(
      `${what}, but nothing may be published: ${setBy(values.sourceOf('read-only'))} makes this read-only.`,
    );
};
