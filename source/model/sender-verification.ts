import type { Signer } from '../chat/signed-line.ts';
import type { ChatMessage } from '../chat/wire.ts';
import type { Attention } from './attention.ts';
import { type People, shortIdentifier } from './people.ts';

/** What a message says about its sender: the name, and a client identifier or a session. */
type Speaker = Pick<ChatMessage, 'user' | 'from' | 'session'>;

/**
 * The mark after a name. By keys: none if the line is signed with a key that is known for the name, `≠` if
 * it is signed with another or wrongly, `?` if it is not signed and should be. Where no key is known, those
 * count that have signed a presence under the name. Where there is none either, a name that could be someone else's gets a short part of the client identifier if presence confirms the
 * message's claim, else `?`; none if it resembles no other, and nobody else is here under it.
 */
export const senderMarkOf = (
  { user, from: claimed, session }: Speaker,
  signer: Signer,
  attention: Attention,
  people: People,
): string | undefined => {
  const standing = attention.keys.standing(user, signer);
  if (standing === 'known') return undefined;
  if (standing !== 'new') return standing === 'other' ? '≠' : '?';
  const signed = people.signedAs(user);
  const from = signer.kind === 'key' ? signed.find(({ key }) => key === signer.key) : undefined;
  // Somebody is here under this name, and says with a signature which key is theirs.
  if (signed.length > 0 && from === undefined) return signer.kind === 'key' ? '≠' : '?';
  const clientId = from?.clientId ?? claimed ?? people.clientOf(session);
  const isBorneOut = from !== undefined || people.isHereAs(clientId, user);
  const isLike = attention.looksLikeUs(user) || people.isAmbiguous(user);
  if (isLike || attention.isUs(user))
    return shortIdentifier(isBorneOut && clientId !== undefined ? { clientId } : {});
  // A client is present under this name, so the message should be from that client.
  return isBorneOut || !people.tellsName(user) ? undefined : '?';
};
