const smallestBlock = 1024;
const largestBlock = 16 * 1024;

type Block = { readonly bytes: Buffer; used: number; taken: number };

/** Bytes that wait for a slow client, packed together: a million small packets take no more than their bytes. */
export class UnsentBytes {
  #size = 0;
  #blocks: Block[] = [];

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

  /** Takes many bytes without copying them: they may wait for other clients too. */
  pushWhole(bytes: Buffer): void {
    this.#size += bytes.length;
    this.#blocks.push({ bytes, used: bytes.length, taken: 0 });
  }

  /** Takes the oldest bytes, at most 16 KiB. */
  take(): Buffer | undefined {
    const [block] = this.#blocks;
    if (block === undefined) return undefined;
    const start = block.taken;
    block.taken = Math.min(block.used, start + largestBlock);
    if (block.taken === block.used) this.#blocks.shift();
    this.#size -= block.taken - start;
    return block.bytes.subarray(start, block.taken);
  }

  clear(): void {
    this.#blocks = [];
    this.#size = 0;
  }

  #roomyBlock(): Block {
    const last = this.#blocks.at(-1);
    if (last !== undefined && last.used < last.bytes.length) return last;
    const length = Math.min(
      largestBlock,
      last === undefined ? smallestBlock : last.bytes.length * 4,
    );
    const block = { bytes: Buffer.allocUnsafeSlow(length), used: 0, taken: 0 };
    this.#blocks.push(block);
    return block;
  }
}
