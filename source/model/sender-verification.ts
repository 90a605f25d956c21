import type { ChatMessage } from '../chat/wire.ts';
import type { Attention } from './attention.ts';
import { type People, shortIdentifier } from './people.ts';

/** What a message says about its sender: the name, and a client identifier or a session. */
type Speaker = Pick<ChatMessage, 'user' | 'from' | 'session'>;

/**
 * The mark after a name that could be someone else's: a short part of the client identifier if presence
 * confirms the message's claim, else `?`. `undefined` if there is no doubt: the name resembles no other,
 * and nobody else is here under it.
 */
export const senderMarkOf = (
  { user, from: claimed, session }: Speaker,
  attention: Attention,
  people: People,
): string | undefined => {
  const from = claimed ?? people.clientOf(session);
  const isBorneOut = people.isHereAs(from, user);
  const isLike = attention.looksLikeUs(user) || people.isAmbiguous(user);
  if (isLike || attention.isUs(user))
    return shortIdentifier(isBorneOut && from !== undefined ? { clientId: from } : {});
  // A client is present under this name, so the message should be from that client.
  return isBorneOut || !people.tellsName(user) ? undefined : '?';
};
