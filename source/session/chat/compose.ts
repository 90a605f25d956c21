import { randomUUID } from 'node:crypto';
import { numberedId } from '../../chat/message-id.ts';
import type { Identity } from '../../chat/identity.ts';
import { type LineScope, signLine } from '../../chat/signed-line.ts';
import { type ChatMessage, encodeChat } from '../../chat/wire.ts';
import { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import { EncryptedConversation } from './encrypted-conversation.ts';
import { LockedRoom } from './locked-room.ts';
import { SecretRoom } from './secret-room.ts';

/** The client that sends a message, its run, and the message's number in the room. */
export type Sender = Pick<ChatMessage, 'session' | 'n'> & { readonly from: string };

/** What is sent, and by whom. */
type Sentence = Sender & {
  readonly user: string;
  readonly say: string;
  readonly isAction: boolean;
};

/** A message and the payload to publish. */
export type Composed = {
  readonly message: ChatMessage & { readonly id: string; readonly at: number };
  readonly payload: string;
};

const signed = (room: Room, message: ChatMessage, identity: Identity): string => {
  const { session, n } = message;
  const kind = room instanceof DirectRoom ? 'direct line' : 'line';
  const scope: LineScope = { kind, room: room.address, session, n };
  return encodeChat(message, signLine(identity, message, scope));
};

/** The signed message for a sentence, encrypted if the room is; or, in one sentence, why there is none. */
export const compose = (
  room: Room,
  { user, say, isAction, from, session, n }: Sentence,
  identity: Identity,
): Composed | string => {
  if (room instanceof LockedRoom)
    return 'This room is locked: empty the line and enter its passphrase first.';
  const message = {
    user,
    say: say.toWellFormed(),
    id: session === undefined || n === undefined ? randomUUID() : numberedId({ session, n }),
    at: Date.now(),
    ...(isAction ? { kind: 'action' as const } : {}),
    // An `id` that contains the session needs no `from`: presence maps the session to its client.
    ...(session === undefined || n === undefined ? { from } : { session, n }),
  };
  if (room instanceof EncryptedConversation) {
    const sealed = room.sealed(message);
    return sealed === undefined
      ? 'This message cannot be encrypted: start the program again.'
      : { message, payload: sealed };
  }
  const payload =
    room instanceof SecretRoom ? room.sealed(message, identity) : signed(room, message, identity);
  return payload === undefined
    ? 'This private room has used up its counter: /part, then join it again.'
    : { message, payload };
};

/** An earlier run's message as this run sends it: the same, with this run as the sender. */
export const sentBy = (
  room: Room,
  { message }: Composed,
  sender: Sender,
  identity: Identity,
): Composed => {
  const sent = { ...message, ...sender };
  return { message: sent, payload: signed(room, sent, identity) };
};
