import type { ServerAddress } from '../mqtt/server-address.ts';
import { askSecret } from './ask-secret.ts';
import type { Host } from './host.ts';
import { checkPair, isEncrypted, openKey } from './tls-flags.ts';
import { UsageError } from './usage-error.ts';

/** How often the password is asked for. */
const tries = 3;

const isMissing = ({ tls }: ServerAddress): boolean =>
  tls?.key !== undefined && tls.keyPassword === undefined && isEncrypted(tls.key);

/** Throws `UsageError` if the password of the key is needed, and nobody can be asked for it. */
export const checkKeyPassword = (
  addresses: readonly ServerAddress[],
  { stdin }: { readonly stdin: Pick<Host['stdin'], 'isTTY'> },
): void => {
  if (addresses.some(isMissing) && !stdin.isTTY)
    throw new UsageError(
      'The key of --key is encrypted: give its password with --key-password-file FILE.',
    );
};

/**
 * The addresses with the password of their key, which they share; it is asked for on the terminal if the key is
 * encrypted and no file has the password. Rejects with `UsageError`.
 */
export const withKeyPassword = async (
  addresses: readonly ServerAddress[],
  host: Pick<Host, 'stdin' | 'stderr'>,
): Promise<readonly ServerAddress[]> => {
  const tls = addresses.find(isMissing)?.tls;
  if (tls?.key === undefined) return addresses;
  checkKeyPassword(addresses, host);
  for (let left = tries; left > 0; left -= 1) {
    const keyPassword = await askSecret(host, 'Password of the key: ');
    if (keyPassword === undefined) break;
    const key = openKey(tls.key, keyPassword);
    if (key !== undefined) {
      if (tls.cert !== undefined) checkPair(tls.cert, key);
      return addresses.map((address) =>
        isMissing(address) ? { ...address, tls: { ...address.tls, keyPassword } } : address,
      );
    }
    host.stderr.write('That password does not open the key.\n');
  }
  throw new UsageError('Without its password the key of --key cannot be used.');
};
