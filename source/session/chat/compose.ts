import { randomUUID } from 'node:crypto';
import { numberedId } from '../../chat/message-id.ts';
import { type ChatMessage, encodeChat } from '../../chat/wire.ts';
import type { Room } from '../../model/room.ts';
import { LockedRoom } from './locked-room.ts';
import { SecretRoom } from './secret-room.ts';

/** Which client says it, in which start, as its which message in the room. */
export type Sender = Pick<ChatMessage, 'session' | 'n'> & { readonly from: string };

/** What is said, and who says it. */
type Sentence = Sender & {
  readonly user: string;
  readonly say: string;
  readonly isAction: boolean;
};

/** A message, and what is published for it. */
export type Composed = {
  readonly message: ChatMessage & { readonly id: string; readonly at: number };
  readonly payload: string;
};

/** What goes out for a sentence, encrypted where the room is; or in a sentence why nothing does. */
export const compose = (
  room: Room,
  { user, say, isAction, from, session, n }: Sentence,
): Composed | string => {
  if (room instanceof LockedRoom)
    return 'This room is locked: press Enter with nothing typed, and type its passphrase first.';
  const message = {
    user,
    say: say.toWellFormed(),
    id: session === undefined || n === undefined ? randomUUID() : numberedId({ session, n }),
    at: Date.now(),
    ...(isAction ? { kind: 'action' as const } : {}),
    // Where `id` tells of the session, presence tells whose that is.
    ...(session === undefined || n === undefined ? { from } : { session, n }),
  };
  const payload = room instanceof SecretRoom ? room.sealed(message) : encodeChat(message);
  return payload === undefined
    ? 'This private room has used up its counter: leave it with /part, and join it again.'
    : { message, payload };
};

/** What is published for a sentence of an earlier start: the same, from the start that sends it now. */
export const sentBy = ({ message, payload }: Composed, sender: Sender): Composed => ({
  message: { ...message, ...sender },
  payload: JSON.stringify({ ...(JSON.parse(payload) as object), ...sender }),
});
