import type { AedesOptions } from 'aedes';
import { streamOf } from './stream-of.ts';
import type { Turns } from './turns.ts';

/** Gives a message to a client its packet identifier, or leaves it out. */
export const forwarder =
  (turns: Turns): NonNullable<AedesOptions['authorizeForward']> =>
  (client, packet) => {
    turns.charge();
    const stream = streamOf(client);
    // One that has waited in the session has an identifier.
    if (packet.messageId !== undefined) return packet;
    if (packet.qos > 0) return { ...packet, messageId: stream.nextIdentifier() };
    // The stream would leave it out too, at ten times the cost.
    if (stream.output.hasRoomFor(packet.payload.length)) return packet;
    stream.output.leaveOut();
    return null;
  };
