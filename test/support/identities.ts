import { Identity } from '../../source/chat/identity.ts';
import type { Signer } from '../../source/chat/signed-line.ts';

/** The key pair of a seed of 32 times the same byte. */
export const identityOf = (byte: number): Identity => {
  const identity = Identity.fromSeed(Buffer.alloc(32, byte).toString('base64url'));
  if (identity === undefined) throw new Error('The seed has the wrong size.');
  return identity;
};

/** The signer of what an identity has signed. */
export const signerFrom = ({ key, isTemporary }: Identity): Signer => ({
  kind: 'key',
  key,
  isTemporary,
});
