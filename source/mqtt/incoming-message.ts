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
  // Not spread in where there are any: that would cost more than all the rest.
  properties: packet.properties,
  receivedAt: Date.now(),
});
