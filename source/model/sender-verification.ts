import type { ChatMessage } from '../chat/wire.ts';
import type { Attention } from './attention.ts';
import { type People, shortIdentifier } from './people.ts';

/** What a message says about its sender: the name, and a client identifier or a session. */
type Speaker = Pick<ChatMessage, 'user' | 'from' | 'session'>;

/**
 * What stands behind a name that may not be who it seems to be: a short part of the client
 * identifier where presence bears out the message's claim, else `?`. `undefined` where there is no
 * doubt: the name is like no other, and nobody else is here under it.
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
  // A client is present under this name: then the message should be theirs.
  return isBorneOut || !people.tellsName(user) ? undefined : '?';
};
