/** How much of what we said in a room is kept for those who have missed it. */
const limits = { lines: 1000, bytes: 1024 * 1024 };

/** What goes out at once, bytes; a broker may limit the size of a packet. */
const chunkSize = 16 * 1024;

type Said = { readonly number: number; readonly payload: string; readonly at: number };

/** Payloads that are repeated together. */
export type Chunk = { readonly upTo: number; readonly payloads: string[] };

/** What the broker has acknowledged of what we said in a room: the newest part. */
export class SaidLines {
  #said: Said[] = [];
  #bytes = 0;

  /** `at`: when it was acknowledged, ms by any clock that only goes forward. */
  add(said: Said): void {
    this.#said.push(said);
    this.#bytes += said.payload.length;
    while (this.#said.length > limits.lines || this.#bytes > limits.bytes)
      this.#bytes -= this.#said.shift()?.payload.length ?? 0;
  }

  /** What came after a number and not before a time, in order; at least one chunk, which may be empty. */
  after(number: number, since: number): [Chunk, ...Chunk[]] {
    const chunks: [Chunk, ...Chunk[]] = [{ upTo: number, payloads: [] }];
    let size = 0;
    for (const said of this.#said) {
      if (said.number <= number || said.at < since) continue;
      size += said.payload.length;
      const last = chunks.at(-1);
      if (last === undefined || (size > chunkSize && last.payloads.length > 0)) {
        chunks.push({ upTo: said.number, payloads: [said.payload] });
        size = said.payload.length;
      } else {
        last.payloads.push(said.payload);
        chunks[chunks.length - 1] = { ...last, upTo: said.number };
      }
    }
    return chunks;
  }
}
