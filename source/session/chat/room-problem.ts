import { decodeChat } from '../../chat/wire.ts';
import { topicNameProblem } from '../../mqtt/topic.ts';
import type { ChatSession } from './chat-session.ts';

/** Why a topic cannot be joined as a room, in one sentence, or `undefined`. */
export const roomProblem = (topic: string): string | undefined =>
  topic.startsWith('$')
    ? 'A room must not begin with "$": those topics are the broker\'s.'
    : topicNameProblem(topic);

/** Why a payload must not be published by hand on a room's topic, in one sentence; `undefined` if it may. */
export const roomPublishProblem = (
  chat: ChatSession | undefined,
  topic: string,
  payload: string | Buffer,
): string | undefined => {
  const room = chat?.rooms.get(topic);
  if (room === undefined) return undefined;
  if (room.isPrivate)
    return `${topic} is a private room: type the sentence there, it is encrypted.`;
  return decodeChat(Buffer.from(payload)) === undefined
    ? `${topic} is a room: type the sentence there.`
    : undefined;
};
