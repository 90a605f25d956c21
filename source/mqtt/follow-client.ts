import type { MqttClient } from 'mqtt';
import { isUnexplained, type Told } from './connection-problem.ts';
import { FrameStream, type FrameTaker } from './frame-stream.ts';
import { NotMqtt } from './frames.ts';
import { incomingMessage } from './incoming-message.ts';
import type { DeliveryFlags, Message } from './message.ts';
import { isAboutPacket, isRefusalCode } from './reason-codes.ts';

/** How a client's connection ended. */
export type ClientEnd = {
  readonly error: unknown;
  /** What the broker said about it. */
  readonly told: Told;
  /** How long it had been up, ms; `undefined` if it never was. */
  readonly lasted: number | undefined;
  /** Whether bytes of ours got through to it. */
  readonly wasReached: boolean;
  /** Whether the broker closed it without a word, or with a code about a packet: perhaps because of what we had sent. */
  readonly isHangUp: boolean;
};

type Followed = {
  /** Nothing is reported while this does not hold. */
  readonly isCurrent: () => boolean;
  /** While this does not hold, no message is acknowledged: a session that is kept has them for the next connection. */
  readonly takesMessages: () => boolean;
  readonly onConnected: () => void;
  /** `packet` has what concerns only this delivery. */
  readonly onMessage: (message: Message, packet: DeliveryFlags) => void;
  /** Takes messages of QoS 0 before the client sees them; those do not come by `onMessage`. */
  readonly taker?: FrameTaker | undefined;
  readonly onEnd: (end: ClientEnd) => void;
};

/** Reports what becomes of a client: connected or not, its messages, and its end with all that is known of the reason. */
export const followClient = (client: MqttClient, followed: Followed): void => {
  let connectedAt: number | undefined;
  let error: unknown;
  let told: Told = {};
  const end = (): void => {
    if (!followed.isCurrent()) return;
    const lasted = connectedAt === undefined ? undefined : performance.now() - connectedAt;
    const wasReached = client.stream instanceof FrameStream && client.stream.hasSent;
    const code = (error as { disconnectCode?: number } | undefined)?.disconnectCode;
    const isHangUp = code === undefined ? isUnexplained(code, error) : isAboutPacket(code);
    followed.onEnd({ error, told, lasted, wasReached, isHangUp });
  };
  const fail = (cause: Error): void => {
    error ??= cause;
    // Nothing received from now on counts (MQTT 5, 4.13.1), and the status shows that to those who wait.
    if (connectedAt !== undefined) end();
  };
  client.on('packetreceive', (packet) => {
    if (packet.cmd === 'connack' && connectedAt === undefined) {
      told = packet.properties ?? {};
      // The client library honours it except where our keep alive is off (MQTT 5, 3.2.2.3.14).
      client.options.keepalive ||= packet.properties?.serverKeepAlive ?? 0;
    }
    // The client library takes each of these codes but 0 and 16 for a refusal.
    if (packet.cmd === 'puback' || packet.cmd === 'pubrec' || packet.cmd === 'pubcomp')
      if (!isRefusalCode(packet.reasonCode ?? 0)) packet.reasonCode = 0;
    // The client library acknowledges none of QoS 0.
    if (packet.cmd === 'publish' && !followed.takesMessages()) packet.qos = 0;
    // The packet library reads a packet that ends before its identifier, but cannot write an answer to it.
    if ('messageId' in packet && packet.messageId === -1) {
      packet.messageId = 0;
      fail(new NotMqtt(`${packet.cmd.toUpperCase()} without a packet identifier`));
    }
    if (packet.cmd !== 'suback') return;
    // We subscribe to one filter at a time; the client library would just close the connection.
    const codes = packet.granted.length;
    if (codes !== 1) fail(new NotMqtt(`SUBACK with ${codes} reason codes for one topic filter`));
  });
  client.on('connect', () => {
    // The bytes that arrived together with CONNACK were not MQTT.
    if (error !== undefined) {
      end();
      return;
    }
    if (!followed.isCurrent()) return;
    told = {};
    connectedAt = performance.now();
    followed.onConnected();
  });
  // Nothing counts that comes after something that is not MQTT.
  const counts = (): boolean => error === undefined && followed.isCurrent();
  client.on('message', (topic, payload, packet) => {
    if (counts()) followed.onMessage(incomingMessage(topic, payload, packet), packet);
  });
  const { taker } = followed;
  if (taker !== undefined && client.stream instanceof FrameStream)
    client.stream.offerTo({ ...taker, take: (frame) => counts() && taker.take(frame) });
  client.on('disconnect', (packet) => {
    told = packet.properties ?? {};
    // Not every broker closes the connection then: it is on us (MQTT 5, 3.14.4).
    fail(Object.assign(new Error('disconnect'), { disconnectCode: packet.reasonCode ?? 0 }));
  });
  client.on('close', end).on('error', fail);
};
