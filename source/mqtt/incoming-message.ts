import type { IPublishPacket } from 'mqtt';
import type { Message } from './message.ts';

/** A PUBLISH packet as the client library hands it out, as a message; the payload is not copied. */
export const incomingMessage = (
  topic: string,
  payload: Buffer,
  packet: IPublishPacket,
): Message => ({
  topic,
  payload,
  qos: packet.qos,
  retain: packet.retain,
  ...(packet.properties === undefined ? {} : { properties: packet.properties }),
  receivedAt: Date.now(),
});
