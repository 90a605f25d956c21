import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { BoundedMap } from '../collections/bounded-map.ts';

const sizes = { key: 32, signature: 64 } as const;

/** The keys of those who have spoken lately: importing one takes longer than looking it up. */
const keyObjects = new BoundedMap<string, KeyObject>(1000);

/** How many are verified at the same time; the threads are those that read files and look up names. */
const mostAtOnce = 2;

let running = 0;
const waiting = new Set<() => void>();

const isSpelled = (value: unknown, size: number): value is string =>
  typeof value === 'string' &&
  value.length === Math.ceil((size * 4) / 3) &&
  // Base64 can spell the last byte in several ways: two spellings of one key must not be two people.
  Buffer.from(value, 'base64url').toString('base64url') === value;

/** Whether a value is a public key as `Identity.key` has it. */
export const isKey = (value: unknown): value is string => isSpelled(value, sizes.key);

/** Whether a value is spelled like a signature. */
export const isSignature = (value: unknown): value is string => isSpelled(value, sizes.signature);

/** The 32 bytes of a key. */
export const keyBytes = (key: string): Buffer => Buffer.from(key, 'base64url');

const keyObjectOf = (key: string): KeyObject =>
  keyObjects.getOrAdd(key, () =>
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' }),
  );

/** As `verifySignature`, on the main thread: for what is rare, or limited. Never throws. */
export const isSignedBy = (
  bytes: Uint8Array | undefined,
  key: string,
  signature: string,
): boolean => {
  try {
    return (
      bytes !== undefined &&
      verify(null, bytes, keyObjectOf(key), Buffer.from(signature, 'base64url'))
    );
  } catch {
    return false;
  }
};

/** Resolves when one more may be verified; the event loop turns in between. */
const myTurn = async (): Promise<void> => {
  // Whoever ends hands on the place.
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.add(resolve));
  else running += 1;
};

const ended = (): void => {
  for (const next of waiting) {
    waiting.delete(next);
    next();
    return;
  }
  running -= 1;
};

/** Verifies off the main thread; never if `key` is no point of the curve. */
const verified = (bytes: Uint8Array, key: string, signature: string): Promise<boolean> =>
  new Promise((resolve) => {
    try {
      const bytesOfSignature = Buffer.from(signature, 'base64url');
      verify(null, bytes, keyObjectOf(key), bytesOfSignature, (error, isValid) =>
        resolve(error === null && isValid),
      );
    } catch {
      resolve(false);
    }
  });

/**
 * Whether a signature is that of a key over some bytes; never if there are none. Takes about 180 µs, off
 * the main thread. The caller bounds how many wait. Never rejects.
 */
export const verifySignature = async (
  bytes: Uint8Array | undefined,
  key: string,
  signature: string,
): Promise<boolean> => {
  if (bytes === undefined) return false;
  await myTurn();
  try {
    return await verified(bytes, key, signature);
  } finally {
    ended();
  }
};
