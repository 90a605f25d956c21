import type { ProtocolVersion } from './connection-options.ts';

/** The broker sent something that cannot be MQTT; `message` says what. Nothing after it can be trusted (MQTT 5, 4.13.1). */
export class NotMqtt extends Error {
  override name = 'NotMqtt';
  /** MQTT.js passes on only those errors of its stream that have a code. */
  readonly code = 'ERR_NOT_MQTT';
}

/** The longest packet other than a PUBLISH that is accepted, bytes: far longer than brokers send. */
const longestAnswer = 1_048_576;

/** The longest CONNACK that is accepted, bytes: it is held until it is complete. */
const longestConnack = 65_536;

/** The packet types that a broker sends, by number, with the longest remaining length of each, bytes (MQTT 5, 2.1). */
const brokerPackets: Readonly<Record<number, { readonly name: string; readonly most: number }>> = {
  2: { name: 'CONNACK', most: longestConnack },
  3: { name: 'PUBLISH', most: 268_435_455 },
  4: { name: 'PUBACK', most: longestAnswer },
  5: { name: 'PUBREC', most: longestAnswer },
  6: { name: 'PUBREL', most: longestAnswer },
  7: { name: 'PUBCOMP', most: longestAnswer },
  9: { name: 'SUBACK', most: longestAnswer },
  11: { name: 'UNSUBACK', most: longestAnswer },
  13: { name: 'PINGRESP', most: 0 },
  14: { name: 'DISCONNECT', most: longestAnswer },
  15: { name: 'AUTH', most: longestAnswer },
};

const connack = 2;

/** Whether properties, whose length comes first (MQTT 5, 2.2.2.1), fill `body` from `start` to its end. */
const propertiesFill = (body: Buffer, start: number): boolean => {
  let length = 0;
  for (let at = start; at < Math.min(body.length, start + 4); at += 1) {
    const byte = body[at] as number;
    length += (byte & 0x7f) * 128 ** (at - start);
    if (byte < 0x80) return at + 1 + length === body.length;
  }
  return false;
};

/** Whether this is the variable header of a CONNACK, all of it and nothing more (MQTT 5, 3.2.2; MQTT 3.1.1, 3.2.2). */
const isConnackBody = (body: Buffer, version: ProtocolVersion): boolean => {
  const [flags, code] = body;
  if (flags === undefined || flags > 1 || code === undefined) return false;
  // A broker without MQTT 5 may refuse it in the old form, but cannot accept it in that form.
  if (body.length === 2) return version !== 5 || code !== 0;
  return version === 5 && propertiesFill(body, 2);
};

/**
 * Follows what a broker sends from one MQTT control packet (a frame: fixed header and remaining
 * length) to the next, in whatever pieces it arrives.
 */
export class Frames {
  readonly #version: ProtocolVersion;
  /** Undefined between two frames. */
  #type: number | undefined;
  /** How many bytes of the remaining length have been read; -1 once it is complete. */
  #lengthBytes = 0;
  /** How many bytes of the frame are still to come. */
  #left = 0;
  /** The part of the CONNACK's body that has arrived; undefined after CONNACK. */
  #connack: Buffer | undefined = Buffer.alloc(0);

  constructor(version: ProtocolVersion) {
    this.#version = version;
  }

  /** Whether a frame has started that is not complete. */
  get isWithin(): boolean {
    return this.#type !== undefined;
  }

  /** Whether CONNACK has come, whole. */
  get isConnected(): boolean {
    return this.#connack === undefined;
  }

  /**
   * Takes the bytes from `at` up to the end of the frame that they belong to, or as many of it as have come;
   * returns where that is. Throws `NotMqtt`.
   */
  read(chunk: Buffer, at: number): number {
    let next = at;
    if (this.#type === undefined) this.#begin((chunk[next++] as number) >> 4);
    while (this.#lengthBytes >= 0 && next < chunk.length) this.#readLength(chunk[next++] as number);
    if (this.#lengthBytes >= 0) return next;
    const end = Math.min(chunk.length, next + this.#left);
    if (this.#connack !== undefined)
      this.#connack = Buffer.concat([this.#connack, chunk.subarray(next, end)]);
    this.#left -= end - next;
    if (this.#left === 0) this.#end();
    return end;
  }

  #begin(type: number): void {
    const known = brokerPackets[type];
    if (known === undefined)
      throw new NotMqtt(`a packet of type ${type}, which brokers never send`);
    if (this.#connack !== undefined && type !== connack)
      throw new NotMqtt(`${known.name} before CONNACK`);
    this.#type = type;
    this.#lengthBytes = 0;
    this.#left = 0;
  }

  #readLength(byte: number): void {
    this.#left += (byte & 0x7f) * 128 ** this.#lengthBytes;
    this.#lengthBytes += 1;
    const { name, most } = brokerPackets[this.#type as number] as { name: string; most: number };
    if (this.#left > most || (byte >= 0x80 && this.#lengthBytes === 4))
      throw new NotMqtt(`${name} with an impossible length`);
    if (byte < 0x80) this.#lengthBytes = -1;
  }

  #end(): void {
    if (this.#connack !== undefined && !isConnackBody(this.#connack, this.#version))
      throw new NotMqtt('a malformed CONNACK');
    this.#connack = undefined;
    this.#type = undefined;
    this.#lengthBytes = 0;
  }
}
