import type { Identity } from './identity.ts';
import type { Presence, ReceivedPresence } from './presence.ts';
import { signedFields } from './signed-fields.ts';
import { noSigner, type Signer } from './signed-line.ts';
import { keyBytes, verifySignature } from './verify-signature.ts';
import type { Signature } from './wire.ts';

/** Whose presence it is, and where: the signature holds there alone. */
export type PresencePlace = { readonly room: string; readonly clientId: string };

const presenceFields = (
  { key, isTemporary }: Omit<Signature, 'signature'>,
  { session, state, user, text, at, connection, direct }: Presence,
  { room, clientId }: PresencePlace,
): Buffer | undefined =>
  signedFields('presence', [
    keyBytes(key),
    isTemporary ? 'temporary' : '',
    session,
    room,
    clientId,
    state,
    user,
    text,
    at,
    connection,
    ...(direct === undefined ? [] : [direct.dh, direct.signature]),
  ]);

/** Signs a presence; `undefined` if a text in it is not well-formed Unicode. */
export const signPresence = (
  identity: Identity,
  presence: Presence,
  place: PresencePlace,
): Signature | undefined => {
  const { key, isTemporary } = identity;
  const bytes = presenceFields({ key, isTemporary }, presence, place);
  return bytes === undefined ? undefined : { key, isTemporary, signature: identity.sign(bytes) };
};

/** Who has signed a presence. Never rejects. */
export const presenceSignerOf = async (
  { claim, ...presence }: ReceivedPresence,
  place: PresencePlace,
): Promise<Signer> => {
  if (claim === undefined) return noSigner;
  const { key, isTemporary, signature, user, session, text } = claim;
  const { text: _, ...shown } = presence;
  const said = { ...shown, user, session, ...(text === undefined ? {} : { text }) };
  return (await verifySignature(presenceFields(claim, said, place), key, signature))
    ? { kind: 'key', key, isTemporary }
    : { kind: 'invalid' };
};
