import { nickProblem } from '../../session/chat/nick.ts';
import { decodeFlags } from '../decode-flags.ts';
import type { Host } from '../host.ts';
import { refuse } from '../connection-flags.ts';
import { valuesForProfile } from '../parse-flags.ts';
import { sessionFlags } from '../session-flags.ts';
import { timeFormatFlag } from '../time-flag.ts';
import { UsageError } from '../usage-error.ts';
import type { Config } from './config.ts';
import { withPlace } from './with-place.ts';

/** Does what the screen does at its start with the values of a profile, but for connecting. */
const tryProfile = async (
  config: Config,
  profile: string | undefined,
  home: string,
): Promise<void> => {
  const values = valuesForProfile([], {}, config, profile);
  try {
    sessionFlags(values, {});
    if (values.nick !== undefined) refuse('nick', nickProblem(values.nick.trim()));
    timeFormatFlag(values);
    await decodeFlags(values);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw await withPlace(error, { values, profile, config }, home);
  }
};

/** The mistakes that show only when a profile is used, such as a certificate that is not there; the first of each. */
export const thoroughCheck = async (
  config: Config,
  { home }: Pick<Host, 'home'>,
): Promise<readonly string[]> => {
  const problems = new Set<string>();
  for (const profile of [undefined, ...config.profiles.keys()])
    await tryProfile(config, profile, home).catch((error: unknown) => {
      if (!(error instanceof UsageError)) throw error;
      problems.add(error.message);
    });
  return [...problems];
};
