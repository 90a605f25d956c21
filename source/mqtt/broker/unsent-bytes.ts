const smallestBlock = 1024;
const largestBlock = 16 * 1024;

/** Bytes that wait for a slow client, packed together: a million small packets take no more than their bytes. */
export class UnsentBytes {
  #size = 0;
  #blocks: { readonly bytes: Buffer; used: number }[] = [];

  get size(): number {
    return this.#size;
  }

  push(bytes: Buffer): void {
    this.#size += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      const block = this.#roomyBlock();
      const copied = bytes.copy(block.bytes, block.used, at);
      block.used += copied;
      at += copied;
    }
  }

  /** Takes the oldest bytes, at most 16 KiB. */
  take(): Buffer | undefined {
    const block = this.#blocks.shift();
    if (block === undefined) return undefined;
    this.#size -= block.used;
    return block.bytes.subarray(0, block.used);
  }

  clear(): void {
    this.#blocks = [];
    this.#size = 0;
  }

  #roomyBlock(): { readonly bytes: Buffer; used: number } {
    const last = this.#blocks.at(-1);
    if (last !== undefined && last.used < last.bytes.length) return last;
    const length = Math.min(
      largestBlock,
      last === undefined ? smallestBlock : last.bytes.length * 4,
    );
    const block = { bytes: Buffer.allocUnsafeSlow(length), used: 0 };
    this.#blocks.push(block);
    return block;
  }
}
