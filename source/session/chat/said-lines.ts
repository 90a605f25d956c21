/** How much of what we sent to a room is kept to be resent. */
const limits = { lines: 1000, bytes: 1024 * 1024 };

/** About how much goes into one packet, bytes: a broker may limit the packet size. */
const chunkSize = 16 * 1024;

type Said = { readonly number: number; readonly payload: string; readonly at: number };

/** Payloads that are resent together. */
export type Chunk = { readonly upTo: number; readonly payloads: string[] };

/** The newest of our messages in a room that the broker has acknowledged. */
export class SaidLines {
  #said: Said[] = [];
  #bytes = 0;

  /** `at`: when it was acknowledged, ms by a monotonic clock. */
  add(said: Said): void {
    this.#said.push(said);
    this.#bytes += said.payload.length;
    while (this.#said.length > limits.lines || this.#bytes > limits.bytes)
      this.#bytes -= this.#said.shift()?.payload.length ?? 0;
  }

  /** The messages after a number and not before a time, in order; at least one chunk, which may be empty. */
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
