import { clientIdOf, levelOf } from './client-level.ts';

const marker = '/$dm/';

/** Where messages for one client alone go; the client is one that is in the room. */
export const directTopic = (room: string, clientId: string): string =>
  `${room}${marker}${levelOf(clientId)}`;

/** Room and recipient of a direct message's topic, or `undefined`. */
export const parseDirectTopic = (topic: string): { room: string; clientId: string } | undefined => {
  const at = topic.lastIndexOf(marker);
  return at <= 0
    ? undefined
    : { room: topic.slice(0, at), clientId: clientIdOf(topic.slice(at + marker.length)) };
};
