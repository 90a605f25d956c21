import type { Credentials } from '../mqtt/connection-options.ts';
import type { FlagValues } from './flags.ts';
import { readFlagLine } from './read-flag-file.ts';
import { rankOf } from './server-way.ts';
import { UsageError } from './usage-error.ts';

/** User name and password from the flags or the password file, for all servers without their own. Throws `UsageError`. */
export const credentialFlags = (values: FlagValues<'login'>): Credentials => {
  const file = values['password-file'];
  const both = file !== undefined && values.password !== undefined;
  const fileRank = rankOf(values.sourceOf('password-file'));
  const passwordRank = rankOf(values.sourceOf('password'));
  if (both && fileRank === passwordRank)
    throw new UsageError('Use either --password or --password-file, not both.');
  const usesFile = !both || fileRank < passwordRank;
  const { username } = values;
  const fromFile =
    file === undefined || !usesFile ? undefined : readFlagLine('password-file', file);
  const password = fromFile ?? values.password;
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
};
