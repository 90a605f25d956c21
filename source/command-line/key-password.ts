import type { ServerAddress } from '../mqtt/server-address.ts';
import { askSecret } from './ask-secret.ts';
import type { Host } from './host.ts';
import type { SecretCommand } from './secret-command.ts';
import { type SecretPlace, type SecretRunner, secretWithNote } from './secret-with-note.ts';
import { checkPair, isEncrypted, openKey } from './tls-flags.ts';
import { UsageError } from './usage-error.ts';

/** How often the password is asked for. */
const tries = 3;

/** Who has the password of a key that no file has: a program, or else whoever sits at the terminal. */
export type KeyPasswordSource = {
  readonly host: SecretRunner & Pick<Host, 'stdin'>;
  readonly command: SecretCommand | undefined;
} & Omit<SecretPlace, 'host'>;

const isMissing = ({ tls }: ServerAddress): boolean =>
  tls?.key !== undefined && tls.keyPassword === undefined && isEncrypted(tls.key);

/** Throws `UsageError` if the password of the key is needed, and nobody can be asked for it. */
export const checkKeyPassword = (
  addresses: readonly ServerAddress[],
  { host, command, isBehindScreen }: KeyPasswordSource,
): void => {
  const canAsk = command !== undefined || (host.stdin.isTTY && !isBehindScreen());
  if (addresses.some(isMissing) && !canAsk)
    throw new UsageError(
      'The key of --key is encrypted: give its password with --key-password-file FILE.',
    );
};

const opens = ({ key, cert }: NonNullable<ServerAddress['tls']>, password: string): boolean => {
  const opened = key === undefined ? undefined : openKey(key, password);
  if (opened === undefined) return false;
  if (cert !== undefined) checkPair(cert, opened);
  return true;
};

const asked = async (
  tls: NonNullable<ServerAddress['tls']>,
  host: Pick<Host, 'stdin' | 'stderr'>,
): Promise<string> => {
  for (let left = tries; left > 0; left -= 1) {
    const password = await askSecret(host, 'Password of the key: ');
    if (password === undefined) break;
    if (opens(tls, password)) return password;
    host.stderr.write('That password does not open the key.\n');
  }
  throw new UsageError('Without its password the key of --key cannot be used.');
};

const printed = async (
  tls: NonNullable<ServerAddress['tls']>,
  command: SecretCommand,
  place: SecretPlace,
): Promise<string> => {
  const password = await secretWithNote(command, place);
  if (opens(tls, password)) return password;
  throw new UsageError(`${command.name}: what it prints does not open the key of --key.`);
};

/**
 * The addresses with the password of their key, which they share: if the key is encrypted and no file has the
 * password, a program prints it, or it is asked for on the terminal. Rejects with `UsageError`.
 */
export const withKeyPassword = async (
  addresses: readonly ServerAddress[],
  source: KeyPasswordSource,
): Promise<readonly ServerAddress[]> => {
  const tls = addresses.find(isMissing)?.tls;
  if (tls === undefined) return addresses;
  checkKeyPassword(addresses, source);
  const { command, host } = source;
  const keyPassword =
    command === undefined ? await asked(tls, host) : await printed(tls, command, source);
  return addresses.map((address) =>
    isMissing(address) ? { ...address, tls: { ...address.tls, keyPassword } } : address,
  );
};
