import { isUtf8 } from 'node:buffer';
import { topicFilterProblem, topicLevels } from '../topic.ts';
import { PacketError } from './packet-input.ts';

/** The most topic levels that aedes accepts. */
const mostLevels = 100;

/** What a CONNECT says about its connection. */
export type ConnectFacts = {
  readonly version: number;
  readonly clientId: string;
  readonly isClean: boolean;
};

const packetType = {
  connect: 1,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  unsubscribe: 10,
  pingreq: 12,
  disconnect: 14,
} as const;

/** The packets of a client whose flags are 2 (3.1.1, 2.2.2). */
const isRequest = (type: number): boolean =>
  type === packetType.pubrel || type === packetType.subscribe || type === packetType.unsubscribe;

const typeOf = (packet: Buffer): number => packet.readUInt8(0) >> 4;
const flagsOf = (packet: Buffer): number => packet.readUInt8(0) & 0x0f;

/** Whether it is a PUBLISH with QoS 0, which needs no acknowledgement. */
export const isPublishQoS0 = (packet: Buffer): boolean => (packet.readUInt8(0) & 0xf6) === 0x30;

/** Whether it is a PUBLISH. */
export const isPublish = (packet: Buffer): boolean => typeOf(packet) === packetType.publish;

/** Whether it is a CONNECT. */
export const isConnect = (packet: Buffer): boolean => typeOf(packet) === packetType.connect;

const must = (isRight: boolean, problem: string): void => {
  if (!isRight) throw new PacketError(problem);
};

/**
 * Reads the fields of a packet one after the other. Throws `PacketError` if they end too early. Each PUBLISH
 * passes through here: it makes no views of the bytes that are not asked for.
 */
class Fields {
  readonly #bytes: Buffer;
  #at = 1;

  constructor(packet: Buffer) {
    this.#bytes = packet;
    while (this.byte() > 0x7f);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#pass(1));
  }

  word(): number {
    return this.#bytes.readUInt16BE(this.#pass(2));
  }

  /** Binary data, which may be anything. */
  passBinary(): void {
    this.#pass(this.word());
  }

  /** 3.1.1, 1.5.3. */
  text(): string {
    const start = this.#pass(this.word());
    const text = this.#bytes.toString('utf8', start, this.#at);
    // What is no UTF-8 becomes U+FFFD, which may also have been sent.
    const isValid = !text.includes('\uFFFD') || isUtf8(this.#bytes.subarray(start, this.#at));
    must(isValid && !text.includes('\0'), 'a string is not valid UTF-8');
    return text;
  }

  packetIdentifier(): void {
    must(this.word() !== 0, 'packet identifier 0');
  }

  end(): void {
    must(this.isAtEnd, 'bytes after the end of a packet');
  }

  /** Skips some bytes; returns where they start. */
  #pass(length: number): number {
    const start = this.#at;
    this.#at += length;
    must(this.#at <= this.#bytes.length, 'a packet ends too early');
    return start;
  }
}

const hasTooManyLevels = (topic: string): boolean =>
  topic.length >= mostLevels && topicLevels(topic).length > mostLevels;

const topicNameFault = (name: string): string | undefined => {
  if (name === '') return 'without a topic';
  if (name.includes('+') || name.includes('#')) return 'to a topic with a wildcard';
  return hasTooManyLevels(name) ? 'to a topic with too many levels' : undefined;
};

const checkTopicName = (name: string, what: string): void => {
  const fault = topicNameFault(name);
  if (fault !== undefined) throw new PacketError(`${what} ${fault}`);
};

const checkWill = (fields: Fields, qos: number): void => {
  must(qos < 3, 'a will message with QoS 3');
  checkTopicName(fields.text(), 'a will message');
  fields.passBinary();
};

/** Reads a CONNECT (3.1.1, 3.1); of MQTT 3.1 and 3.1.1, all of it. Throws `PacketError`. */
export const checkConnect = (packet: Buffer): ConnectFacts => {
  const fields = new Fields(packet);
  const name = fields.text();
  // The highest bit marks a bridge.
  const version = fields.byte() & 0x7f;
  // aedes refuses other versions with the right return code.
  if (version !== 3 && version !== 4) return { version, clientId: '', isClean: true };
  must(name === (version === 4 ? 'MQTT' : 'MQIsdp'), 'another protocol');
  must(flagsOf(packet) === 0, 'reserved flags are set');
  const flags = fields.byte();
  const has = (flag: number): boolean => (flags & flag) !== 0;
  const [will, username, password] = [has(0x04), has(0x80), has(0x40)];
  must(version === 3 || !has(0x01), 'reserved flags are set');
  must(version === 3 || will || !has(0x38), 'flags of a will message without one');
  must(version === 3 || username || !password, 'a password without a user name');
  fields.word();
  const clientId = fields.text();
  if (will) checkWill(fields, (flags >> 3) & 3);
  if (username) fields.text();
  if (password) fields.passBinary();
  fields.end();
  return { version, clientId, isClean: has(0x02) };
};

const checkPublish = (packet: Buffer): void => {
  const qos = (flagsOf(packet) >> 1) & 3;
  must(qos < 3, 'PUBLISH with QoS 3');
  const fields = new Fields(packet);
  const topic = fields.text();
  checkTopicName(topic, 'PUBLISH');
  // Clients disconnect when they receive such a topic name: one retained message would lock them all out.
  must(
    (flagsOf(packet) & 1) === 0 || !/\p{Cc}/u.test(topic),
    'a retained message to a topic with a control character',
  );
  if (qos > 0) fields.packetIdentifier();
};

const checkFilters = (fields: Fields, hasQoS: boolean): void => {
  fields.packetIdentifier();
  must(!fields.isAtEnd, 'no topic filter');
  while (!fields.isAtEnd) {
    const filter = fields.text();
    must(isFilter(filter), 'an invalid topic filter');
    must(!hasQoS || fields.byte() < 3, 'a subscription with QoS 3');
  }
};

// Before MQTT 5 "$share/a" is an ordinary filter; control characters are allowed in filters.
const isFilter = (filter: string): boolean =>
  topicFilterProblem(filter.replaceAll(/\p{Cc}|\p{Noncharacter_Code_Point}|\$/gu, 'x')) ===
    undefined && !hasTooManyLevels(filter);

/**
 * Checks a packet after CONNECT (3.1.1, 2 and 3), since aedes accepts much that it should not. Returns it
 * in the form of 3.1.1. Throws `PacketError`.
 */
export const checkPacket = (packet: Buffer, version: number): Buffer => {
  const type = typeOf(packet);
  if (type === packetType.publish) {
    checkPublish(packet);
    return packet;
  }
  const mayRepeat = version === 3;
  const flags = flagsOf(packet);
  must(
    flags === (isRequest(type) ? 2 : 0) || (isRequest(type) && mayRepeat && flags === 0x0a),
    'reserved flags are set',
  );
  const fields = new Fields(packet);
  switch (type) {
    case packetType.puback:
    case packetType.pubrec:
    case packetType.pubrel:
    case packetType.pubcomp:
      fields.packetIdentifier();
      break;
    case packetType.subscribe:
      checkFilters(fields, true);
      break;
    case packetType.unsubscribe:
      checkFilters(fields, false);
      break;
    case packetType.pingreq:
    case packetType.disconnect:
      break;
    default:
      throw new PacketError('a packet that no client sends');
  }
  fields.end();
  // MQTT 3.1 sets DUP on repeated requests; 3.1.1 does not.
  if (flags === 0x0a) packet.writeUInt8(packet.readUInt8(0) & ~0x08);
  return packet;
};
