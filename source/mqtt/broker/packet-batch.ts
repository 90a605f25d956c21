import { isPublishQoS0 } from './check-packet.ts';
import type { PacketInput } from './packet-input.ts';

/** A batch with this many bytes is full. */
const mostBytes = 16 * 1024;

/**
 * Takes the next packets, which aedes gets together: several messages of QoS 0, `most` of them, or one packet
 * that needs an answer. Each passes `check`, which throws if MQTT does not allow it. `undefined`: none has arrived.
 */
export const takeBatch = (
  input: PacketInput,
  most: number,
  check: (packet: Buffer) => Buffer,
): Buffer | undefined => {
  const packets: Buffer[] = [];
  let bytes = 0;
  while (packets.length < most && bytes < mostBytes) {
    const packet = input.peek();
    if (packet === undefined) break;
    const needsAnswer = !isPublishQoS0(packet);
    if (needsAnswer && packets.length > 0) break;
    const checked = check(packet);
    input.skip(packet);
    packets.push(checked);
    bytes += packet.length;
    if (needsAnswer) break;
  }
  return packets.length < 2 ? packets[0] : Buffer.concat(packets);
};
