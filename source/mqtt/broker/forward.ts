import type { AedesOptions } from 'aedes';
import type { QoS } from '../message.ts';
import type { ClientSubscriptions } from './client-subscriptions.ts';
import { streamOf } from './stream-of.ts';
import type { Turns } from './turns.ts';

/**
 * Decides how a message goes to a client, once for each: aedes sends it for the first filter that matches,
 * with a QoS that looks at that filter alone.
 */
export const forwarder = (
  subscriptions: ClientSubscriptions,
  turns: Turns,
): NonNullable<AedesOptions['authorizeForward']> => {
  return (client, packet) => {
    turns.charge();
    const stream = streamOf(client);
    // With an identifier it has waited in the session, where its QoS is settled.
    if (packet.messageId !== undefined) return packet;
    const granted = packet.qos === 0 ? 0 : subscriptions.qosOf(client, packet.topic);
    if (granted === undefined) return null;
    const qos = Math.min(packet.qos, granted) as QoS;
    if (qos > 0) return { ...packet, qos, messageId: stream.nextIdentifier() };
    // The stream would leave it out too, at ten times the cost.
    if (stream.output.hasRoomFor(packet.payload.length))
      return packet.qos === 0 ? packet : { ...packet, qos };
    stream.output.leaveOut();
    return null;
  };
};
