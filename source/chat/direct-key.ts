import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import type { Identity } from './identity.ts';
import { signedFields } from './signed-fields.ts';
import { isSignedBy, keyBytes } from './verify-signature.ts';

/** The start of an X25519 private key in PKCS #8 (RFC 8410, 7); the seed of 32 bytes follows. */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** A key pair (X25519, RFC 7748) that lasts for one run: two of them agree on the keys of direct messages. */
export class DirectKeyPair {
  /** The public key: 32 bytes in base64url, 43 characters. */
  readonly dh: string;
  readonly #private: KeyObject;

  private constructor(privateKey: KeyObject) {
    this.#private = privateKey;
    this.dh = createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '';
  }

  /** A new key pair. */
  static create(): DirectKeyPair {
    return new DirectKeyPair(generateKeyPairSync('x25519').privateKey);
  }

  /** The key pair of a seed of 32 bytes. */
  static fromSeed(seed: Uint8Array): DirectKeyPair {
    const key = Buffer.concat([privateHead, seed]);
    return new DirectKeyPair(createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
  }

  /** The secret shared with the holder of another key, or `undefined` if that key is unusable. Takes about 60 µs. */
  agree(dh: string): Buffer | undefined {
    try {
      const publicKey = createPublicKey({
        key: { kty: 'OKP', crv: 'X25519', x: dh },
        format: 'jwk',
      });
      return diffieHellman({ privateKey: this.#private, publicKey });
    } catch {
      // A point of low order: the secret would be zero whatever our key.
      return undefined;
    }
  }
}

/** A run's public key for direct messages, and the signature of the installation whose run it is. */
export type DirectClaim = {
  /** The installation's key, as `Identity.key`. */
  readonly key: string;
  readonly isTemporary: boolean;
  /** As `DirectKeyPair.dh`. */
  readonly dh: string;
  readonly signature: string;
};

/** A claim with everything that its signature covers: whose key it is, under which nick, where. */
export type DirectStatement = DirectClaim & {
  readonly user: string;
  readonly clientId: string;
  /** New in every run, as in presence. */
  readonly session: string;
};

const statementFields = ({
  key,
  isTemporary,
  session,
  clientId,
  user,
  dh,
}: Omit<DirectStatement, 'signature'>): Buffer | undefined =>
  signedFields('direct key', [
    keyBytes(key),
    isTemporary ? 'temporary' : '',
    session,
    clientId,
    user,
    keyBytes(dh),
  ]);

/** Signs that a key for direct messages is ours; `undefined` if a text is not well-formed Unicode. */
export const stateDirectKey = (
  identity: Identity,
  place: Pick<DirectStatement, 'user' | 'clientId' | 'session' | 'dh'>,
): DirectStatement | undefined => {
  const { key, isTemporary } = identity;
  const unsigned = { ...place, key, isTemporary };
  const bytes = statementFields(unsigned);
  return bytes === undefined ? undefined : { ...unsigned, signature: identity.sign(bytes) };
};

/** Whether a statement is signed with the key that it names. Takes about 180 µs. */
export const isStatementTrue = (statement: DirectStatement): boolean =>
  isSignedBy(statementFields(statement), statement.key, statement.signature);
