import type { IPublishPacket } from 'mqtt';
import type { Message } from './message.ts';
import { receivedProperties } from './user-properties.ts';

/** Converts a PUBLISH packet of the client library to a message; the payload is not copied. */
export const incomingMessage = (
  topic: string,
  payload: Buffer,
  packet: IPublishPacket,
): Message => ({
  topic,
  payload,
  qos: packet.qos,
  retain: packet.retain,
  // Not by a conditional spread: that would cost more than everything else here.
  properties: packet.properties === undefined ? undefined : receivedProperties(packet.properties),
  receivedAt: Date.now(),
});
