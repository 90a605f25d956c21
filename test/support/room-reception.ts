import type { Room } from '../../source/model/room.ts';
import type { Message } from '../../source/mqtt/message.ts';
import {
  receiveMessage,
  type Reception,
  showChat,
} from '../../source/session/chat/receive-message.ts';
import { VerificationQueue } from '../../source/session/chat/verification-queue.ts';

/** Shows each message of a room when its signature has been verified; stores none. */
export const aReception = (more: Partial<Reception> = {}): Reception => ({
  verifications: new VerificationQueue(),
  history: undefined,
  take: (room, message) => showChat(room, message, { history: undefined, onMention: undefined }),
  onLine: () => undefined,
  ...more,
});

/** Delivers messages to a room; resolves when they have been shown. */
export const deliver = (room: Room, messages: readonly Message[]): Promise<void> => {
  const reception = aReception();
  for (const message of messages) receiveMessage(room, message, reception);
  return new Promise((resolve) => reception.verifications.take(undefined, () => resolve()));
};
