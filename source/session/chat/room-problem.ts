import { decodeChat } from '../../chat/wire.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import type { ChatSession } from './chat-session.ts';

/** Why this cannot be joined as a room, or `undefined`. */
export const roomProblem = (topic: string): string | undefined =>
  topic.startsWith('$')
    ? 'A room must not begin with "$": such topics belong to the broker.'
    : topicNameProblem(topic);

/** Why something must not be published by hand on a topic, which is a room, in one sentence; `undefined` where it may. */
export const roomPublishProblem = (
  chat: ChatSession | undefined,
  topic: string,
  payload: string | Buffer,
): string | undefined => {
  const room = chat?.rooms.get(topic);
  if (room === undefined) return undefined;
  if (room.isPrivate)
    return `${topic} is a private room: type the sentence there, where it is encrypted.`;
  return decodeChat(Buffer.from(payload)) === undefined
    ? `${topic} is a room, whose members read {"user": …, "say": …}: type the sentence in the room instead.`
    : undefined;
};
