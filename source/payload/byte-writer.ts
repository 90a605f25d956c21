/** The size of a new buffer, bytes: several hundred messages. */
const usualSize = 128 * 1024;

/** A buffer that has become larger, because of a long message, is not used again. */
const largestKept = 4 * 1024 * 1024;

/** Up to this many UTF-16 units, room for the longest UTF-8 is cheaper than measuring the text. */
const shortText = 1024;

const none = Buffer.alloc(0);

/** Gathers bytes in one buffer: a buffer for each piece would cost more than the piece. */
export class ByteWriter {
  /** What has been written, up to `length`; another buffer when it grows. */
  bytes = none;
  /** May be set back, to take back what was written last. */
  length = 0;
  readonly #size: number;

  /** `size`: how large its buffer is at first, bytes. */
  constructor(size = usualSize) {
    this.#size = size;
  }

  /** Makes room: `count` bytes may then be put into `bytes`, from `length` on. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const isFirst = this.length === 0 && needed <= this.#size;
    const larger = Buffer.allocUnsafeSlow(isFirst ? this.#size : needed * 2);
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  /** Adds a copy of the bytes. */
  add(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Adds the UTF-8 of a text. */
  addText(text: string): void {
    this.reserve(text.length <= shortText ? text.length * 3 : Buffer.byteLength(text));
    this.length += this.bytes.write(text, this.length);
  }

  /** Hands out what has been written, for good. */
  take(): Buffer {
    const written = this.bytes.subarray(0, this.length);
    this.bytes = none;
    this.length = 0;
    return written;
  }

  /** Begins again, in the same buffer unless that is large. */
  clear(): void {
    this.length = 0;
    if (this.bytes.length > largestKept) this.bytes = none;
  }
}
