import { createHash, createSecretKey } from 'node:crypto';
import { keySize, type RoomKey, saltSize } from './room-key.ts';

/** The first byte: what an invite contains besides the salt. */
const version = { saltOnly: 1, withKey: 2 } as const;
const checkSize = 4;

/** The content of an invite string. */
export type Invite =
  | { readonly kind: 'room-key'; readonly roomKey: RoomKey }
  /** Whether the passphrase is needed as well. */
  | { readonly kind: 'salt'; readonly salt: Buffer }
  | { readonly kind: 'unusable' };

/** A checksum that detects typing errors, and an invite for another room. */
const checkOf = (body: Uint8Array, room: string): Buffer =>
  createHash('sha256').update(body).update(room).digest().subarray(0, checkSize);

const encode = (body: Uint8Array, room: string): string =>
  Buffer.concat([body, checkOf(body, room)]).toString('base64url');

/** The invite lets in anyone who has it: keep it as secret as the room. */
export const inviteWithKey = ({ salt, key }: RoomKey, room: string): string =>
  encode(Buffer.concat([Buffer.of(version.withKey), salt, key.export()]), room);

/** An invite that is worth nothing without the passphrase. */
export const inviteWithSalt = ({ salt }: RoomKey, room: string): string =>
  encode(Buffer.concat([Buffer.of(version.saltOnly), salt]), room);

/** Reads an invite string for a room. Never throws. */
export const readInvite = (text: string, room: string): Invite => {
  const bytes = Buffer.from(text, 'base64url');
  const body = bytes.subarray(0, Math.max(0, bytes.length - checkSize));
  const isWhole =
    bytes.toString('base64url') === text && checkOf(body, room).equals(bytes.subarray(body.length));
  const salt = Buffer.from(body.subarray(1, 1 + saltSize));
  const key = body.subarray(1 + saltSize);
  if (isWhole && body[0] === version.saltOnly && body.length === 1 + saltSize)
    return { kind: 'salt', salt };
  if (isWhole && body[0] === version.withKey && body.length === 1 + saltSize + keySize)
    return { kind: 'room-key', roomKey: { salt, key: createSecretKey(key) } };
  return { kind: 'unusable' };
};
