import type { ServerAddress } from '../mqtt/server-address.ts';
import { askSecret } from './ask-secret.ts';
import type { Host } from './host.ts';
import { checkPair, isEncrypted, openKey } from './tls-flags.ts';
import { UsageError } from './usage-error.ts';

/** How often it is asked for. */
const tries = 3;

const isMissing = ({ tls }: ServerAddress): boolean =>
  tls?.key !== undefined && tls.keyPassword === undefined && isEncrypted(tls.key);

/** Throws `UsageError` if the password of the key is needed, and nobody can be asked for it. */
export const checkKeyPassword = (address: ServerAddress, { stdin }: Pick<Host, 'stdin'>): void => {
  if (isMissing(address) && !stdin.isTTY)
    throw new UsageError(
      'The key of --key is encrypted: give its password with --key-password-file FILE.',
    );
};

/**
 * The address with the password of its key, if that is encrypted and no file gives it: it is asked for on the
 * terminal. Rejects with `UsageError`.
 */
export const withKeyPassword = async (
  address: ServerAddress,
  host: Pick<Host, 'stdin' | 'stderr'>,
): Promise<ServerAddress> => {
  const { tls } = address;
  if (tls?.key === undefined || !isMissing(address)) return address;
  checkKeyPassword(address, host);
  for (let left = tries; left > 0; left -= 1) {
    const keyPassword = await askSecret(host, 'Password of the key: ');
    if (keyPassword === undefined) break;
    const key = openKey(tls.key, keyPassword);
    if (key !== undefined) {
      if (tls.cert !== undefined) checkPair(tls.cert, key);
      return { ...address, tls: { ...tls, keyPassword } };
    }
    host.stderr.write('That password does not open the key.\n');
  }
  throw new UsageError('Without its password the key of --key cannot be used.');
};
