import { randomUUID } from 'node:crypto';
import { type ChatMessage, encodeChat } from '../chat/wire.ts';
import { DirectRoom } from '../model/direct-room.ts';
import type { Room } from '../model/room.ts';
import { SecretRoom } from './secret-room.ts';

/** What is said, and who says it. */
type Sentence = {
  readonly user: string;
  readonly clientId: string;
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
  { user, clientId, say, isAction }: Sentence,
): Composed | string => {
  const message = {
    user,
    say: say.toWellFormed(),
    id: randomUUID(),
    at: Date.now(),
    ...(isAction ? { kind: 'action' as const } : {}),
    ...(room instanceof DirectRoom ? { from: clientId } : {}),
  };
  const payload = room instanceof SecretRoom ? room.sealed(message) : encodeChat(message);
  return payload === undefined
    ? 'This private room has used up its counter: leave it with /part, and join it again.'
    : { message, payload };
};
