import { type ChatMessage, decodeChat } from '../../chat/wire.ts';
import type { Room } from '../../model/room.ts';
import type { SaidLine } from '../../model/room-line.ts';
import type { Message } from '../../mqtt/message.ts';
import type { RoomHistory } from './room-history.ts';

/** A chat message, when it arrived, and whether it was retained. */
export type ReceivedChat = Pick<Message, 'receivedAt' | 'retain'> & { readonly chat: ChatMessage };

/** Takes chat messages, and shows each in its turn. */
type Queue = { readonly take: (room: Room, message: ReceivedChat) => void };

/** Takes a message on a room's topic. */
export const receiveMessage = (
  room: Room,
  { payload, receivedAt, retain }: Message,
  history: RoomHistory | undefined,
  queue: Queue,
): void => {
  const chat = decodeChat(payload);
  if (chat !== undefined) {
    queue.take(room, { chat, receivedAt, retain });
    return;
  }
  const line = room.receiveRaw(payload, receivedAt);
  if (line !== undefined) history?.receivedRaw(room, line, retain);
};

type Listeners = {
  readonly history: RoomHistory | undefined;
  readonly onMention: ((room: Room, line: SaidLine) => void) | undefined;
};

/** Shows and stores a chat message whose turn it is. */
export const showChat = (
  room: Room,
  { chat, receivedAt, retain }: ReceivedChat,
  { history, onMention }: Listeners,
): void => {
  const line = room.receive(chat, receivedAt);
  if (line === undefined) return;
  history?.received(room, chat, line, retain);
  if (line.isMention === true && !room.isMuted) onMention?.(room, line);
};
