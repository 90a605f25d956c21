import type { Signer } from '../chat/signed-line.ts';
import type { ChatMessage } from '../chat/wire.ts';
import type { Attention } from './attention.ts';
import { isAmbiguous, type People } from './people.ts';
import { type Person, shortIdentifier } from './person.ts';

/** What a message says about its sender: the name, and a client identifier or a session. */
type Speaker = Pick<ChatMessage, 'user' | 'from' | 'session'>;

/** Those whose signed presence says, in some rooms, that they are here under a name. */
const signedAs = (user: string, rooms: readonly People[]): Person[] =>
  rooms.flatMap((people) => people.signedAs(user));

/**
 * Whether somebody else than the holder of a key, or than a program without one, may be meant by a name
 * for which no key is known.
 */
export const isDisputed = (
  user: string,
  key: string | undefined,
  attention: Attention,
): boolean => {
  const everyone = attention.everyone();
  return (
    signedAs(user, everyone).some((person) => person.key !== key) ||
    (key !== undefined && isAmbiguous(user, everyone))
  );
};

/**
 * The mark after a name. By keys: none if the line is signed with a key that is known for the name, `≠` if
 * it is signed with another or wrongly, `?` if it is not signed and should be. Where no key is known, those
 * count that have signed a presence under the name, in any room. Where there is none either, a name that
 * could be someone else's gets a short part of the client identifier if presence `here` confirms the
 * message's claim, else `?`; none if it resembles no other, and nobody else is here under it.
 */
export const senderMarkOf = (
  { user, from: claimed, session }: Speaker,
  signer: Signer,
  attention: Attention,
  here: readonly People[],
): string | undefined => {
  const standing = attention.keys.standing(user, signer);
  if (standing === 'known') return undefined;
  if (standing !== 'new') return standing === 'other' ? '≠' : '?';
  const everywhere = [...new Set([...here, ...attention.everyone()])];
  const signed = signedAs(user, everywhere);
  const from = signer.kind === 'key' ? signed.find(({ key }) => key === signer.key) : undefined;
  // Somebody is here under this name, and says with a signature which key is theirs.
  if (signed.length > 0 && from === undefined) return signer.kind === 'key' ? '≠' : '?';
  const clientId = from?.clientId ?? claimed ?? clientOf(session, here);
  const isBorneOut = from !== undefined || here.some((people) => people.isHereAs(clientId, user));
  // Only a key can become trusted everywhere.
  const isLike =
    attention.looksLikeUs(user) || isAmbiguous(user, signer.kind === 'key' ? everywhere : here);
  if (isLike || attention.isUs(user))
    return shortIdentifier(isBorneOut && clientId !== undefined ? { clientId } : {});
  // A client is present under this name, so the message should be from that client.
  return isBorneOut || !here.some((people) => people.tellsName(user)) ? undefined : '?';
};

const clientOf = (session: string | undefined, here: readonly People[]): string | undefined =>
  here.map((people) => people.clientOf(session)).find((clientId) => clientId !== undefined);
