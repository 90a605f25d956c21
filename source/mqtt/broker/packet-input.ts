/** A packet that MQTT does not allow; the connection is closed (3.1.1, 4.8). */
export class PacketError extends Error {}

const noBytes = Buffer.alloc(0);
const connect = 0x10;

/** Splits what arrives on a connection into packets. */
export class PacketInput {
  /** The part from `#start` to `#end` is not taken yet. */
  #bytes: Buffer = noBytes;
  #start = 0;
  #end = 0;
  #isFirst = true;
  readonly #longest: number;

  constructor(longestPacket: number) {
    this.#longest = longestPacket;
  }

  /** Bytes not taken yet. */
  get size(): number {
    return this.#end - this.#start;
  }

  append(chunk: Buffer): void {
    if (this.size === 0) {
      this.#bytes = chunk;
      this.#start = 0;
      this.#end = chunk.length;
      return;
    }
    if (this.#end + chunk.length > this.#bytes.length) this.#makeRoom(chunk.length);
    chunk.copy(this.#bytes, this.#end);
    this.#end += chunk.length;
  }

  clear(): void {
    this.#bytes = noBytes;
    this.#start = this.#end = 0;
  }

  /** Whether all of the next packet has arrived, or it is known to be wrong. */
  get hasPacket(): boolean {
    try {
      return (this.#nextLength() ?? Number.POSITIVE_INFINITY) <= this.size;
    } catch {
      // `peek` reports it.
      return true;
    }
  }

  /** The next packet, once all of it has arrived. Throws `PacketError`. */
  peek(): Buffer | undefined {
    const length = this.#nextLength();
    if (length === undefined || length > this.size) return undefined;
    return this.#bytes.subarray(this.#start, this.#start + length);
  }

  /** Takes the packet that `peek` returned. */
  skip(packet: Buffer): void {
    this.#isFirst = false;
    this.#start += packet.length;
    if (this.size === 0) this.clear();
  }

  // Twice what is needed, so that a packet that arrives byte by byte is not copied for each byte.
  #makeRoom(more: number): void {
    const roomier = Buffer.allocUnsafeSlow((this.size + more) * 2);
    this.#bytes.copy(roomier, 0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
    this.#bytes = roomier;
  }

  /** The length of the whole packet, header included, as soon as it is known. */
  #nextLength(): number | undefined {
    if (this.size === 0) return undefined;
    if (this.#isFirst && this.#bytes[this.#start] !== connect)
      throw new PacketError('the first packet is not CONNECT');
    let length = 0;
    for (let digits = 0; digits < 4; digits += 1) {
      const at = this.#start + 1 + digits;
      if (at >= this.#end) return undefined;
      const digit = this.#bytes.readUInt8(at);
      length += (digit & 0x7f) * 128 ** digits;
      if (digit < 0x80) {
        const whole = 2 + digits + length;
        if (whole > this.#longest) throw new PacketError(`a packet of ${whole} bytes is too large`);
        return whole;
      }
    }
    throw new PacketError('a malformed length');
  }
}
