import { createSecretKey, hkdfSync, type KeyObject, randomBytes, scrypt } from 'node:crypto';

/** The sizes of a salt, of a key, and of the value that identifies a sender's run, bytes. */
export const saltSize = 16;
export const keySize = 32;
export const startSize = 16;

/** The cost of scrypt: 128 MiB and about a third of a second for each guess at a passphrase. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 160 * 1024 * 1024 };

const senderInfo = 'mqtt-tui private room 1';
const checkInfo = 'mqtt-tui check code 1';
const contextInfo = 'mqtt-tui signature context 1';
const contextSize = 16;

/** The key of a private room, in a `KeyObject`, which reveals nothing when printed. */
export type RoomKey = { readonly salt: Buffer; readonly key: KeyObject };

/** A salt for a new room. */
export const newSalt = (): Buffer => randomBytes(saltSize);

/**
 * Derives the room's key by scrypt from a passphrase (as UTF-8 in normalization form C: keyboards differ)
 * and a salt. Runs off the main thread.
 */
export const deriveRoomKey = (passphrase: string, salt: Uint8Array): Promise<RoomKey> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, keySize, cost, (error, bytes) => {
      if (error === null) resolve({ salt: Buffer.from(salt), key: createSecretKey(bytes) });
      else reject(error);
    });
  });

/** The key of one sender for one run, by HKDF-SHA256 from the room's key. */
export const senderKey = (room: RoomKey, start: Uint8Array): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', room.key, start, senderInfo, keySize)));

/**
 * What stands for the session in the signatures of one sender's run: they hold for no other key and no
 * other run. 16 bytes in base64url.
 */
export const signatureContext = (room: RoomKey, start: Uint8Array): string =>
  Buffer.from(hkdfSync('sha256', room.key, start, contextInfo, contextSize)).toString('base64url');

/**
 * Eight hexadecimal digits, such as `3f2a-91bc`, that are the same for everyone with the same key, and
 * reveal nothing useful about it.
 */
export const checkCode = ({ key, salt }: RoomKey): string =>
  Buffer.from(hkdfSync('sha256', key, salt, checkInfo, 4))
    .toString('hex')
    .replace(/(?=.{4}$)/, '-');
