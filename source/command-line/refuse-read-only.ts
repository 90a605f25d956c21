import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** Throws `UsageError` if nothing may be published; `what` would be, such as "pub publishes". */
export const refuseReadOnly = (values: FlagValues<'connection'>, what: string): void => {
  if (!values['read-only']) return;
  const isVariable = values.sourceOf('read-only') === 'environment';
  const name = isVariable ? 'MQTT_TUI_READ_ONLY' : '--read-only';
  throw new UsageError(`${what}, but ${name} lets nothing be published.`);
};
