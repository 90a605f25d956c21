import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { BoundedMap } from '../collections/bounded-map.ts';
import { mostStarts, ReplayGuard } from './replay-guard.ts';
import { type RoomKey, senderKey, signatureContext, startSize } from './room-key.ts';

/** The `say` that clients show if they cannot decrypt. */
export const encryptedSay = '[encrypted]';

const cipher = 'aes-256-gcm';
const version = 1;
const counterSize = 4;
const nonceSize = 12;
const tagSize = 16;
const headerSize = 1 + startSize + counterSize;

/** The longest `enc` that is read, characters: 64 KiB, all of it escaped, in base64url. */
const maximumEnc = 600_000;

/** What a message shows in plain text; it is authenticated together with the content. */
type Envelope = { readonly topic: string; readonly user: string };

/** Which message of which start it is: what is signed inside holds for no other. */
export type SealedAs = {
  /** Stands for the start; see `signatureContext`. */
  readonly context: string;
  readonly counter: number;
};

/** The result of opening a message. */
export type Opened =
  | ({ readonly kind: 'opened'; readonly plain: Buffer } & SealedAs)
  | { readonly kind: 'other-key' }
  | { readonly kind: 'untried' }
  | { readonly kind: 'malformed' };

/** The nonce: a counter is used once per key, and a key only in one run, so no nonce repeats. */
const nonceOf = (counter: number): Buffer => {
  const nonce = Buffer.alloc(nonceSize);
  nonce.writeUInt32BE(counter, nonceSize - counterSize);
  return nonce;
};

/** The header as sent, the topic after its length in two bytes, the user. */
const additionalData = (header: Uint8Array, { topic, user }: Envelope): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(topic));
  return Buffer.concat([header, length, Buffer.from(topic), Buffer.from(user)]);
};

/** Encrypts our messages in one private room, from joining it on. */
export class Sealer {
  readonly #start = randomBytes(startSize);
  readonly #key: KeyObject;
  readonly #context: string;
  #counter: number;

  /** `counter`: that of the first message. */
  constructor(room: RoomKey, counter = 0) {
    this.#key = senderKey(room, this.#start);
    this.#context = signatureContext(room, this.#start);
    this.#counter = counter;
  }

  /** What the next message is sealed as. */
  get next(): SealedAs {
    return { context: this.#context, counter: this.#counter };
  }

  /** The text for `enc`, or `undefined` once the counter is used up, after 2^32 messages. */
  seal(envelope: Envelope, plain: string): string | undefined {
    if (this.#counter >= 2 ** (8 * counterSize)) return undefined;
    const header = Buffer.alloc(headerSize);
    header.writeUInt8(version);
    this.#start.copy(header, 1);
    header.writeUInt32BE(this.#counter, 1 + startSize);
    const sealing = createCipheriv(cipher, this.#key, nonceOf(this.#counter), {
      authTagLength: tagSize,
    });
    this.#counter += 1;
    sealing.setAAD(additionalData(header, envelope));
    const sealed = Buffer.concat([sealing.update(plain, 'utf8'), sealing.final()]);
    return Buffer.concat([header, sealed, sealing.getAuthTag()]).toString('base64url');
  }
}

/** What is derived for one sender's run. */
type Derived = { readonly key: KeyObject; readonly context: string };

/** Decrypts the messages of one private room. */
export class Opener {
  readonly #room: RoomKey;
  readonly #guard = new ReplayGuard();
  /** Only of runs that have the room's key: others must not fill the memory. */
  readonly #derived = new BoundedMap<string, Derived>(mostStarts);

  constructor(room: RoomKey) {
    this.#room = room;
  }

  /**
   * Opens the text of `enc`; `mayTry` is asked whether to try what must be derived a key for first. Never
   * throws.
   */
  open(envelope: Envelope, enc: string, mayTry: () => boolean = () => true): Opened {
    const bytes = Buffer.from(enc.length > maximumEnc ? '' : enc, 'base64url');
    const isWellFormed =
      bytes.length >= headerSize + tagSize &&
      bytes[0] === version &&
      bytes.toString('base64url') === enc;
    if (!isWellFormed) return { kind: 'malformed' };
    const header = bytes.subarray(0, headerSize);
    const start = header.subarray(1, 1 + startSize);
    const counter = header.readUInt32BE(1 + startSize);
    const startName = start.toString('base64url');
    const known = this.#derived.get(startName);
    if (known === undefined && !mayTry()) return { kind: 'untried' };
    const key = known?.key ?? senderKey(this.#room, start);
    const opening = createDecipheriv(cipher, key, nonceOf(counter), { authTagLength: tagSize });
    opening.setAAD(additionalData(header, envelope));
    opening.setAuthTag(bytes.subarray(-tagSize));
    let plain: Buffer;
    try {
      plain = Buffer.concat([
        opening.update(bytes.subarray(headerSize, -tagSize)),
        opening.final(),
      ]);
    } catch {
      return { kind: 'other-key' };
    }
    const context = known?.context ?? signatureContext(this.#room, start);
    this.#derived.renew(startName, { key, context });
    return { kind: 'opened', plain, counter, context };
  }

  /**
   * Whether a message was opened for the first time; `signer` has signed it. Members know all keys of the
   * encryption: counters that others have used up for a sender do not count.
   */
  isFirst({ context, counter }: SealedAs, signer: string): boolean {
    const start = `${context} ${signer}`;
    if (this.#guard.isReplay(start, counter)) return false;
    this.#guard.record(start, counter);
    return true;
  }
}
