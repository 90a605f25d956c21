import type { Credentials, CredentialSource } from '../mqtt/connection-options.ts';
import { CommandCredentials } from './command-credentials.ts';
import type { FlagValues } from './flags.ts';
import { readFlagLine } from './read-flag-file.ts';
import type { SecretCommand } from './secret-command.ts';
import { secretInUse } from './secret-in-use.ts';
import { type SecretPlace, secretWithNote } from './secret-with-note.ts';

/** User name and password for all servers without their own, and the program that prints the password, if there is one. */
export type GivenCredentials = {
  readonly credentials: Credentials;
  readonly command: SecretCommand | undefined;
};

/** The credentials from the flags or the password file; a program is not run yet. Throws `UsageError`. */
export const credentialFlags = (values: FlagValues<'login'>): GivenCredentials => {
  const { username, sourceOf } = values;
  const file = values['password-file'];
  const words = values['password-command'];
  const way = secretInUse([
    { name: 'password', isSet: values.password !== undefined, source: sourceOf('password') },
    { name: 'password-file', isSet: file !== undefined, source: sourceOf('password-file') },
    { name: 'password-command', isSet: words.length > 0, source: sourceOf('password-command') },
  ]);
  const password =
    way === 'password-file' && file !== undefined
      ? readFlagLine('password-file', file)
      : way === 'password'
        ? values.password
        : undefined;
  return {
    credentials: {
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    },
    command: way === 'password-command' ? { name: 'password-command', words } : undefined,
  };
};

/** Runs the program for the password, again when that is refused; `undefined` without one. */
export const credentialSource = (
  { credentials, command }: GivenCredentials,
  place: SecretPlace,
): CredentialSource | undefined =>
  command === undefined
    ? undefined
    : new CommandCredentials(credentials, (signal) => secretWithNote(command, place, signal));
