import { DirectRoom } from '../../model/direct-room.ts';
import type { Room } from '../../model/room.ts';
import { printable } from '../../payload/printable.ts';
import { EncryptedConversation } from '../../session/chat/encrypted-conversation.ts';
import { LockedRoom } from '../../session/chat/locked-room.ts';
import type { MqttSession } from '../../session/session.ts';

/** The mark before a conversation's name: `#` for a room, `@` for one person. */
export const roomMark = (room: Room): string => (room instanceof DirectRoom ? '@' : '#');

const privacy = (room: Room): string => {
  if (room instanceof LockedRoom) return ' (locked)';
  if (room instanceof DirectRoom && !(room instanceof EncryptedConversation)) return '';
  return room.isPrivate ? ' (encrypted)' : '';
};

/** The name of a conversation, safe to draw. */
export const roomLabel = (session: MqttSession, room: Room): string =>
  (room instanceof DirectRoom
    ? printable(session.chat?.direct.label(room) ?? room.peer.user, 200)
    : printable(room.topic, 200)) + privacy(room);

/** Mark and name: `#chat`, `@alice`. */
export const roomName = (session: MqttSession, room: Room): string =>
  roomMark(room) + roomLabel(session, room);
