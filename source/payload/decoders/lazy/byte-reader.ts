import { floatText } from './float-text.ts';
import { sentText, sentValue } from './sent-text.ts';
import type { Value } from '../../value.ts';

/** Sizes of numbers in bytes. */
type FloatSize = 2 | 4 | 8;

const halfFraction = 0x3_ff;

/** A number of 16 bits (IEEE 754 binary16). */
const halfOf = (bits: number): number => {
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & halfFraction;
  const sign = bits > 0x7f_ff ? -1 : 1;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
};

/** Reads numbers, texts and bytes of a payload in order, the most significant byte first; throws where it ends too early. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(payload: Uint8Array) {
    this.#bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** An unsigned integer; `size` in bytes. */
  unsigned(size: 1 | 2 | 4): number {
    const at = this.#take(size);
    return size === 1 ? (this.#bytes[at] ?? 0) : this.#bytes.readUIntBE(at, size);
  }

  /** A signed integer; `size` in bytes. */
  signed(size: 1 | 2 | 4): number {
    return this.#bytes.readIntBE(this.#take(size), size);
  }

  /** An unsigned integer of 8 bytes. */
  unsigned64(): bigint {
    return this.#bytes.readBigUInt64BE(this.#take(8));
  }

  /** A signed integer of 8 bytes. */
  signed64(): bigint {
    return this.#bytes.readBigInt64BE(this.#take(8));
  }

  /** A float (IEEE 754) in the fewest digits that identify it; `size` in bytes. */
  float(size: FloatSize): Value {
    const at = this.#take(size);
    const bytes = this.#bytes;
    if (size === 2) return { kind: 'number', text: floatText(halfOf(bytes.readUInt16BE(at)), 2) };
    return {
      kind: 'number',
      text: floatText(size === 4 ? bytes.readFloatBE(at) : bytes.readDoubleBE(at), size),
    };
  }

  /** A text; `size` in bytes. */
  text(size: number): Value {
    const at = this.#take(size);
    return sentValue(sentText(this.#bytes, at, at + size));
  }

  /** The next `size` bytes, not copied. */
  bytes(size: number): Buffer {
    const at = this.#take(size);
    return this.#bytes.subarray(at, at + size);
  }

  #take(size: number): number {
    const at = this.#at;
    if (at + size > this.#bytes.length) throw new RangeError('The payload ends too early.');
    this.#at = at + size;
    return at;
  }
}
