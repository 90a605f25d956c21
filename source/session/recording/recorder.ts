import type { FileHandle } from 'node:fs/promises';
import { ByteWriter } from '../../payload/byte-writer.ts';
import { addMessageLine, type LineMessage } from '../../payload/message-line.ts';
import { type FileMode, openWritable, writeProblem } from './writable-file.ts';

/** When this much is waiting for the disk, bytes, no more is read from the broker. */
const mostWaiting = 1024 * 1024;

/** The longest line, bytes: it must still fit a string when it is read. */
const longestLine = 500_000_000;

/** Adds the line of a message; adds nothing and returns `false` if it would be too long. */
const addLine = (message: LineMessage, lines: ByteWriter): boolean => {
  const { length } = lines;
  try {
    addMessageLine(message, lines);
    if (lines.length - length <= longestLine) {
      lines.addText('\n');
      return true;
    }
  } catch {
    // Escaped, it would exceed the longest string.
  }
  lines.length = length;
  return false;
};

/** Ends a line that an earlier run left unfinished, so that nothing is appended to it. */
const endLine = async (handle: FileHandle): Promise<void> => {
  const { size } = await handle.stat();
  if (size === 0) return;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  if (buffer[0] !== 10) await handle.appendFile('\n');
};

/** Writes messages to a file, one per line, encoded by `addMessageLine`. */
export class Recorder {
  /** As it was given, for notices. */
  readonly path: string;
  /** Messages and bytes in the file, without those that still wait for the disk. */
  messages = 0;
  bytes = 0;
  /** Messages left out as too long for a line. */
  leftOut = 0;
  /** Why nothing more is recorded, in one sentence. */
  problem: string | undefined;
  readonly #handle: FileHandle;
  /** Where the last whole line ends, bytes from the start of the file. */
  #end: number;
  readonly #onProblem: (problem: string) => void;
  /** How many lines wait for the disk. */
  #lines = new ByteWriter();
  #count = 0;
  /** What is being written; its buffer is used again. */
  #written = new ByteWriter();
  #writing: Promise<void> | undefined;
  #room: PromiseWithResolvers<void> | undefined;
  #isClosed = false;

  private constructor(
    path: string,
    file: { readonly handle: FileHandle; readonly end: number },
    onProblem: (problem: string) => void,
  ) {
    this.path = path;
    this.#handle = file.handle;
    this.#end = file.end;
    this.#onProblem = onProblem;
  }

  /**
   * Opens the file. `onProblem` is called once, with a sentence, if it can no longer be written to.
   * Rejects with `FileExists`, or with an error whose message is a sentence.
   */
  static async open(
    path: string,
    mode: FileMode,
    onProblem: (problem: string) => void,
  ): Promise<Recorder> {
    const handle = await openWritable(path, mode);
    try {
      if (mode === 'append') await endLine(handle);
      const { size } = await handle.stat();
      return new Recorder(path, { handle, end: size }, onProblem);
    } catch (error) {
      await handle.close();
      throw new Error(writeProblem(path, error), { cause: error });
    }
  }

  /** Resolves when the disk has caught up; `undefined` if nothing need wait for it. */
  get blocked(): Promise<void> | undefined {
    return this.#room?.promise;
  }

  /** Records a message; it is in the file once `messages` counts it. */
  record(message: LineMessage): void {
    if (this.#isClosed || this.problem !== undefined) return;
    if (!addLine(message, this.#lines)) {
      this.leftOut += 1;
      return;
    }
    this.#count += 1;
    if (this.#lines.length > mostWaiting) this.#room ??= Promise.withResolvers();
    this.#writing ??= this.#write();
  }

  /** Writes what is left, and closes the file. Never rejects: `problem` reports a failure. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    try {
      // What is reported as recorded must survive a power failure; devices and pipes cannot sync.
      await this.#handle.sync().catch(() => undefined);
      await this.#handle.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #write(): Promise<void> {
    // Messages that arrive together are written together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#lines.length > 0) {
      const count = this.#count;
      const lines = this.#lines;
      const bytes = lines.bytes.subarray(0, lines.length);
      this.#lines = this.#written;
      this.#count = 0;
      this.#written = lines;
      try {
        await this.#handle.appendFile(bytes);
        this.messages += count;
        this.bytes += bytes.length;
        this.#end += bytes.length;
      } catch (error) {
        // A torn line would be unreadable; devices cannot be truncated.
        await this.#handle.truncate(this.#end).catch(() => undefined);
        this.#fail(error);
      }
      lines.clear();
      this.#room?.resolve();
      this.#room = undefined;
    }
    this.#writing = undefined;
  }

  #fail(error: unknown): void {
    if (this.problem !== undefined) return;
    this.problem = writeProblem(this.path, error);
    this.#lines.clear();
    this.#onProblem(this.problem);
  }
}
