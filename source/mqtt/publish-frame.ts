import type { Message, MessageProperties } from './message.ts';

/** A PUBLISH of QoS 0 that is no duplicate, without and with RETAIN (MQTT 5, 3.3.1). */
const publish = 0x30;
const retained = 0x31;

/** How many bytes a PUBLISH has at least, apart from a topic name: its flags, its length, and that of the name. */
const shortest = 4;

/** How many bytes it has at most if it is incomplete: to put a long one together costs more than it saves. */
const longest = 16_384;

/** The identifier of the property (MQTT 5, 3.3.2.3.8). */
const subscriptionIdentifierProperty = 0x0b;

/** What the last byte of a variable byte integer counts, at most (MQTT 5, 1.5.5). */
const mostFactor = 128 ** 3;

/**
 * A PUBLISH packet of QoS 0 as it lies in the bytes that have arrived (MQTT 5, 3.3). One object serves all
 * of them: read it before `onPublishFrame` returns.
 */
export class PublishFrame {
  /** What has arrived, lent until `onPublishFrame` returns; the packet is a part of it, from `topicStart` to `payloadEnd` where the offsets say. */
  bytes: Buffer = Buffer.alloc(0);
  topicStart = 0;
  topicEnd = 0;
  payloadStart = 0;
  payloadEnd = 0;
  /** The RETAIN flag. */
  retain = false;
  /** The subscriptions that it was delivered for; MQTT 5 only. */
  subscriptionIdentifier: number | readonly number[] | undefined;
  /** When it was received, ms since the epoch, by our clock. */
  receivedAt = 0;

  /**
   * The same as a message, whose payload is a copy; `topic`: the topic name, if it is known. What is not UTF-8
   * in it becomes U+FFFD, as in the client library.
   */
  message(topic = this.bytes.toString('utf8', this.topicStart, this.topicEnd)): Message {
    const { bytes, retain, subscriptionIdentifier, receivedAt } = this;
    const properties: MessageProperties | undefined =
      subscriptionIdentifier === undefined ? undefined : { subscriptionIdentifier };
    const payload = Buffer.from(bytes.subarray(this.payloadStart, this.payloadEnd));
    return { topic, payload, qos: 0, retain, properties, receivedAt };
  }

  /**
   * Reads the packet that begins at `at`; returns where it ends. Returns 0 unless it is a well-formed PUBLISH
   * of QoS 0, no duplicate, with a topic name and no properties but subscription identifiers. If it is
   * incomplete, returns how many bytes are missing, as a negative number; or 0 if it is long, or not even
   * its length is there.
   */
  read(bytes: Buffer, at: number, hasProperties: boolean): number {
    const flags = bytes[at];
    if ((flags !== publish && flags !== retained) || at + shortest > bytes.length) return 0;
    let next = at + 2;
    let length = bytes[at + 1] as number;
    if (length >= 0x80) {
      let factor = 1;
      let byte = length;
      length = 0;
      for (; byte >= 0x80 && factor < mostFactor; next += 1) {
        length += (byte & 0x7f) * factor;
        factor *= 128;
        // Beyond the end there is no byte.
        byte = bytes[next] ?? 0;
      }
      // More bytes than it may have, or than it needs.
      if (byte >= 0x80 || byte === 0) return 0;
      length += byte * factor;
    }
    const end = next + length;
    const topicStart = next + 2;
    if (end > bytes.length) return end - at > longest ? 0 : bytes.length - end;
    if (topicStart > end) return 0;
    const topicEnd = topicStart + (bytes[next] as number) * 256 + (bytes[next + 1] as number);
    if (topicEnd === topicStart || topicEnd > end) return 0;
    this.subscriptionIdentifier = undefined;
    const payloadStart = hasProperties ? this.#readProperties(bytes, topicEnd, end) : topicEnd;
    if (payloadStart < 0) return 0;
    this.bytes = bytes;
    this.topicStart = topicStart;
    this.topicEnd = topicEnd;
    this.payloadStart = payloadStart;
    this.payloadEnd = end;
    this.retain = flags === retained;
    return end;
  }

  /** Reads properties that begin at `at`; returns where they end, or -1 if they are others or go past `end`. */
  #readProperties(bytes: Buffer, at: number, end: number): number {
    if (at >= end) return -1;
    const length = bytes[at] as number;
    let next = at + 1;
    const payloadStart = next + length;
    if (length >= 0x80 || payloadStart > end) return -1;
    while (next < payloadStart) {
      if (bytes[next++] !== subscriptionIdentifierProperty) return -1;
      let identifier = 0;
      let factor = 1;
      let byte = 0x80;
      while (byte >= 0x80) {
        if (next === payloadStart || factor > mostFactor) return -1;
        byte = bytes[next++] as number;
        identifier += (byte & 0x7f) * factor;
        factor *= 128;
      }
      // Zero is none, and zeros at the end are bytes too many (MQTT 5, 1.5.5).
      if (byte === 0) return -1;
      const known = this.subscriptionIdentifier;
      if (known === undefined) this.subscriptionIdentifier = identifier;
      else this.subscriptionIdentifier = [known, identifier].flat();
    }
    return payloadStart;
  }
}
