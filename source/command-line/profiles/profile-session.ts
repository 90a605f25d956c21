import type { OpenedSession } from '../../session/workspace.ts';
import type { Config } from '../config/config.ts';
import { noLevel } from '../config/config.ts';
import { withPlace } from '../config/with-place.ts';
import type { FlagValues } from '../flags.ts';
import type { Host } from '../host.ts';
import { lastUsed } from '../last-used.ts';
import { sessionOf } from '../open-session.ts';
import { valuesForProfile } from '../parse-flags.ts';
import { UsageError } from '../usage-error.ts';

/** A name that no profile can have: it stands for the broker of this machine. */
const here = '';

/** The values of the screen for the broker of this machine, whatever brokers the file names. */
const valuesHere = (host: Host, config: Config): FlagValues<'screen'> =>
  valuesForProfile(
    host.argv,
    host.environment,
    {
      ...config,
      profiles: new Map([[here, { ...noLevel, settings: new Map([['host', []]]) }]]),
    },
    here,
  );

/**
 * Opens the session of a profile, or with `undefined` of the broker of this machine, while the screen is open: nothing
 * can be asked on the terminal. Rejects with `UsageError`.
 */
export const openProfileSession = async (
  host: Host,
  config: Config,
  name: string | undefined,
): Promise<OpenedSession> => {
  const values =
    name === undefined
      ? valuesHere(host, config)
      : valuesForProfile(host.argv, host.environment, config, name);
  try {
    const open = await sessionOf(values, host, { name, mayAsk: false });
    const opened = await open();
    const problem = name === undefined ? undefined : lastUsed(values, host)?.keep(name, Date.now());
    if (problem !== undefined) opened.session.notify(problem);
    return opened;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw await withPlace(error, { values, profile: name, config }, host.home);
  }
};
