import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { BoundedMap } from '../collections/bounded-map.ts';
import type { DirectKeyPair, DirectStatement } from './direct-key.ts';
import { DirectReplays } from './direct-replays.ts';
import { joinedFields } from './signed-fields.ts';
import { keyBytes } from './verify-signature.ts';

const cipher = 'aes-256-gcm';
const info = 'mqtt-tui direct message 1';
const version = 1;
const keySize = 32;
const counterSize = 4;
const nonceSize = 12;
const tagSize = 16;
const recipientAt = 1 + keySize;
const counterAt = recipientAt + keySize;
const headerSize = counterAt + counterSize;

/** The longest `dm` that is read, characters: 64 KiB, all of it escaped, in base64url. */
const maximumDm = 600_000;

/** How many derived keys are remembered: deriving one takes longer than looking it up. */
const keysKept = 500;

/** The bytes of a `dm`, split, with what its header says. */
export type DirectParts = {
  readonly header: Buffer;
  /** The keys of the two runs, as `DirectKeyPair.dh`. */
  readonly senderDh: string;
  readonly recipientDh: string;
  readonly counter: number;
  readonly sealed: Buffer;
  readonly tag: Buffer;
};

/** What an encrypted message shows in plain text; it is authenticated together with the content. */
export type DirectEnvelope = {
  readonly topic: string;
  readonly user: string;
  readonly clientId: string;
  readonly session: string;
};

/** An encrypted message: the text for `dm`, and its counter. */
export type SealedDirect = { readonly dm: string; readonly counter: number };

/** The result of opening a message. */
export type OpenedDirect =
  | { readonly kind: 'opened'; readonly plain: Buffer }
  /** It is encrypted for a run of ours that is over. */
  | { readonly kind: 'other-run' }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'unreadable' };

/** Splits a `dm`; `undefined` if it is malformed. Never throws. */
export const directParts = (dm: string): DirectParts | undefined => {
  const bytes = Buffer.from(dm.length > maximumDm ? '' : dm, 'base64url');
  const isWellFormed =
    bytes.length >= headerSize + tagSize &&
    bytes[0] === version &&
    bytes.toString('base64url') === dm;
  return isWellFormed
    ? {
        header: bytes.subarray(0, headerSize),
        senderDh: bytes.subarray(1, recipientAt).toString('base64url'),
        recipientDh: bytes.subarray(recipientAt, counterAt).toString('base64url'),
        counter: bytes.readUInt32BE(counterAt),
        sealed: bytes.subarray(headerSize, -tagSize),
        tag: bytes.subarray(-tagSize),
      }
    : undefined;
};

/** The nonce: a counter is used once in a run, and every key only in one run of ours, so no nonce repeats. */
const nonceOf = (counter: number): Buffer => {
  const nonce = Buffer.alloc(nonceSize);
  nonce.writeUInt32BE(counter, nonceSize - counterSize);
  return nonce;
};

const additionalData = (
  header: Buffer,
  { topic, user, clientId, session }: DirectEnvelope,
): Buffer | undefined => joinedFields([header, topic, user, clientId, session]);

/** One side of a conversation: an installation, and its run. */
type Side = Pick<DirectStatement, 'key' | 'dh'>;

/** Encrypts and decrypts the direct messages of this run. */
export class DirectCipher {
  readonly #us: Side;
  readonly #pair: DirectKeyPair;
  readonly #replays = new DirectReplays();
  readonly #keys = new BoundedMap<string, KeyObject>(keysKept);
  /** One for all conversations: however often one is closed and opened again, no counter repeats. */
  #counter: number;

  /** `key` is that of our installation; `counter` that of the first message. */
  constructor(key: string, pair: DirectKeyPair, counter = 0) {
    this.#us = { key, dh: pair.dh };
    this.#pair = pair;
    this.#counter = counter;
  }

  /** Encrypts for a run of somebody; `undefined` if its key is unusable, or the counter used up. */
  seal(envelope: DirectEnvelope, recipient: Side, plain: string): SealedDirect | undefined {
    const counter = this.#counter;
    const key = this.#keyFor(this.#us, recipient, recipient.dh);
    if (key === undefined || counter >= 2 ** (8 * counterSize)) return undefined;
    this.#counter += 1;
    const ending = Buffer.alloc(counterSize);
    ending.writeUInt32BE(counter);
    const header = Buffer.concat([
      Buffer.of(version),
      keyBytes(this.#us.dh),
      keyBytes(recipient.dh),
      ending,
    ]);
    const bound = additionalData(header, envelope);
    if (bound === undefined) return undefined;
    const sealing = createCipheriv(cipher, key, nonceOf(counter), { authTagLength: tagSize });
    sealing.setAAD(bound);
    const sealed = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
    const bytes = Buffer.concat([header, sealed, sealing.getAuthTag()]);
    return { dm: bytes.toString('base64url'), counter };
  }

  /** Decrypts what the installation with a key, which may be a known one, has sent us, each message once. Never throws. */
  open(
    envelope: DirectEnvelope,
    senderKey: string,
    parts: DirectParts,
    isKnown = false,
  ): OpenedDirect {
    const { header, senderDh, recipientDh, counter, sealed, tag } = parts;
    if (recipientDh !== this.#us.dh) return { kind: 'other-run' };
    const key = this.#keyFor({ key: senderKey, dh: senderDh }, this.#us, senderDh);
    const bound = additionalData(header, envelope);
    if (key === undefined || bound === undefined) return { kind: 'unreadable' };
    const opening = createDecipheriv(cipher, key, nonceOf(counter), { authTagLength: tagSize });
    opening.setAAD(bound);
    opening.setAuthTag(tag);
    let plain: Buffer;
    try {
      plain = Buffer.concat([opening.update(sealed), opening.final()]);
    } catch {
      return { kind: 'unreadable' };
    }
    if (this.#replays.isReplay(senderKey, senderDh, counter)) return { kind: 'replayed' };
    this.#replays.record(senderKey, senderDh, counter, isKnown);
    return { kind: 'opened', plain };
  }

  /** The key of one direction; `theirs` is the other's part of the agreement. */
  #keyFor(sender: Side, recipient: Side, theirs: string): KeyObject | undefined {
    const sides = [sender.key, recipient.key, sender.dh, recipient.dh];
    const name = sides.join(' ');
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const secret = this.#pair.agree(theirs);
    const binding = joinedFields([info, ...sides.map(keyBytes)]);
    if (secret === undefined || binding === undefined) return undefined;
    const key = createSecretKey(
      Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), binding, keySize)),
    );
    this.#keys.renew(name, key);
    return key;
  }
}
