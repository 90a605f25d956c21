import type { Identity } from '../../source/chat/identity.ts';
import { encodePresence, type Presence, presenceTopic } from '../../source/chat/presence.ts';
import { type PresencePlace, signPresence } from '../../source/chat/signed-presence.ts';

/** The topic and the payload of a presence that an identity has signed; for another place if `signedFor` says so. */
export const signedPresence = (
  identity: Identity,
  presence: Presence,
  place: PresencePlace,
  signedFor: PresencePlace = place,
): { readonly topic: string; readonly payload: Buffer } => ({
  topic: presenceTopic(place.room, place.clientId),
  payload: Buffer.from(encodePresence(presence, signPresence(identity, presence, signedFor))),
});
