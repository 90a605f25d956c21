import type { Credentials } from '../mqtt/connection-options.ts';
import type { FlagValues } from './flag-values.ts';
import { readFlagFile, type ServerFlags } from './server-flags.ts';
import { UsageError } from './usage-error.ts';

/** User name and password from the flags, the password file or the URL. Throws `UsageError`. */
export const credentialFlags = (
  values: FlagValues,
  url: Pick<ServerFlags, 'username' | 'password'>,
): Credentials => {
  const has = (flag: string): boolean => values.text(flag) !== undefined;
  const both = has('password-file') && has('password');
  if (both && values.isTyped('password-file') === values.isTyped('password'))
    throw new UsageError('Give either --password or --password-file, not both.');
  // What is typed counts before the environment.
  const usesFile = both ? values.isTyped('password-file') : has('password-file');
  const file = usesFile ? values.text('password-file') : undefined;
  const username = values.text('username') ?? url.username;
  const fromFile =
    file === undefined
      ? undefined
      : readFlagFile('password-file', file).toString().split(/\r?\n/, 1)[0];
  const password = fromFile ?? values.text('password') ?? url.password;
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
};
