import type { ConnectionOptions } from '../mqtt/connection-options.ts';
import type { FlagValues } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The session expiry interval of a session that does not expire (MQTT 5, 3.1.2.11.2). */
const never = 0xff_ff_ff_ff;

const expiryFlag = (text: string): number => {
  if (text === '-1' || text === '∞') return never;
  if (!/^\d{1,10}$/.test(text) || Number(text) > never)
    throw new UsageError(
      `--session-expiry takes a number of seconds from 0 to ${never}, or -1 for ever.`,
    );
  return Number(text);
};

type Kept = Pick<ConnectionOptions, 'sessionExpiry' | 'outlastsDisconnect' | 'beginsAnew'>;

/**
 * What the broker is asked to keep of the session of `sub`, by `--no-clean-start` and `--session-expiry`,
 * as with `mosquitto_sub`. Throws `UsageError`.
 */
export const keptSession = (
  values: FlagValues<'sub'>,
  { protocolVersion }: Pick<ConnectionOptions, 'protocolVersion'>,
): Kept => {
  const resumes = values['no-clean-start'];
  const typed = values['session-expiry'];
  const sessionExpiry = typed === undefined ? (resumes ? never : 0) : expiryFlag(typed);
  const needsName = resumes ? '--no-clean-start' : '--session-expiry -1';
  if ((resumes || sessionExpiry === never) && values['client-id'] === undefined)
    throw new UsageError(
      `${needsName} needs --client-id ID, the same at every start: the broker keeps the session under it.`,
    );
  if (typed !== undefined && protocolVersion !== 'auto' && protocolVersion !== 5)
    throw new UsageError('--session-expiry needs MQTT 5: leave out --protocol-version.');
  if (!resumes && sessionExpiry === 0) return {};
  return { sessionExpiry, outlastsDisconnect: true, beginsAnew: !resumes };
};
