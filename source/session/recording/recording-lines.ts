import type { FileHandle } from 'node:fs/promises';

/** A line of a file without its line break; `offset`: the byte at which it starts. */
export type FileLine = { readonly offset: number; readonly text: string };

/** How much is read at once, bytes. */
const chunk = 512 * 1024;

/** The longest line, bytes: more than the largest payload as base64. Longer ones are split. */
const longest = 400 * 1024 * 1024;

const newline = 0x0a;

/** The lines of a file from any byte on; only a piece of it is held in memory. */
export class RecordingLines {
  readonly #file: FileHandle;
  /** The piece in memory, and its offset in the file. */
  #bytes = Buffer.alloc(0);
  #start = 0;
  /** Where the next line starts in it. */
  #at = 0;
  #isAtEnd = false;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The byte at which the next line starts. */
  get offset(): number {
    return this.#start + this.#at;
  }

  /** Continues with the line that starts at a byte. */
  seek(offset: number): void {
    if (offset >= this.#start && offset <= this.#start + this.#bytes.length) {
      this.#at = offset - this.#start;
      return;
    }
    this.#bytes = Buffer.alloc(0);
    this.#start = offset;
    this.#at = 0;
    this.#isAtEnd = false;
  }

  /** The next line; `undefined` if more must be read first, or there is none. */
  take(): FileLine | undefined {
    const from = this.#at;
    let end = this.#bytes.indexOf(newline, from);
    if (end === -1) {
      const isWhole = this.#isAtEnd && from < this.#bytes.length;
      if (!isWhole && this.#bytes.length - from < longest) return undefined;
      end = this.#bytes.length;
    }
    this.#at = Math.min(end + 1, this.#bytes.length);
    return { offset: this.#start + from, text: this.#bytes.toString('utf8', from, end) };
  }

  /** Reads more; returns whether `take` may have a line now. Rejects if the file cannot be read. */
  async fill(): Promise<boolean> {
    if (this.#isAtEnd) return false;
    const rest = this.#bytes.subarray(this.#at);
    const next = Buffer.allocUnsafe(Math.max(chunk, rest.length * 2));
    rest.copy(next);
    const from = this.#start + this.#at;
    const { bytesRead } = await this.#file.read(
      next,
      rest.length,
      next.length - rest.length,
      from + rest.length,
    );
    this.#bytes = next.subarray(0, rest.length + bytesRead);
    this.#start = from;
    this.#at = 0;
    this.#isAtEnd = bytesRead === 0;
    return this.#bytes.length > 0;
  }
}
