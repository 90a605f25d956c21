import type { FileHandle } from 'node:fs/promises';
import { encodeMessageLine, type LineMessage } from '../../payload/message-line.ts';
import { type FileMode, openWritable, writeProblem } from './writable-file.ts';

/** When this much waits for the disk, characters, nothing more is read from the broker. */
const mostWaiting = 1024 * 1024;

/** Characters of the longest line: together with what else waits it still makes a string. */
const longestLine = 500_000_000;

const jsonLineOf = (message: LineMessage): string | undefined => {
  try {
    const line = encodeMessageLine(message);
    return line.length > longestLine ? undefined : `${line}\n`;
  } catch {
    // Escaped it is longer than a string can be.
    return undefined;
  }
};

/** Somebody was ended in the middle of a line: what comes now must not become a part of it. */
const endLine = async (handle: FileHandle): Promise<void> => {
  const { size } = await handle.stat();
  if (size === 0) return;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  if (buffer[0] !== 10) await handle.appendFile('\n');
};

/** Writes messages into a file, one a line, as `encodeMessageLine` has them. */
export class Recorder {
  /** As it was given, for telling. */
  readonly path: string;
  /** Messages and bytes that are in the file: what still waits for the disk does not count. */
  messages = 0;
  bytes = 0;
  /** Messages that are too long for a line. */
  leftOut = 0;
  /** Why nothing more is recorded, in one sentence. */
  problem: string | undefined;
  readonly #handle: FileHandle;
  /** Where the last whole line ends, bytes from the start of the file. */
  #end: number;
  readonly #onProblem: (problem: string) => void;
  #lines: string[] = [];
  #waiting = 0;
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
   * Opens the file. `onProblem` hears once, in a sentence, why it cannot be written to any more.
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

  /** What is to be waited for before more is recorded: until the disk has kept up. */
  get blocked(): Promise<void> | undefined {
    return this.#room?.promise;
  }

  /** Takes a message; it is in the file when `messages` counts it. */
  record(message: LineMessage): void {
    if (this.#isClosed || this.problem !== undefined) return;
    const line = jsonLineOf(message);
    if (line === undefined) {
      this.leftOut += 1;
      return;
    }
    this.#lines.push(line);
    this.#waiting += line.length;
    if (this.#waiting > mostWaiting) this.#room ??= Promise.withResolvers();
    this.#writing ??= this.#write();
  }

  /** Writes what is left, and closes the file. Rejects never: `problem` tells of a failure. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    try {
      // What was said to be recorded outlasts a power failure; devices and pipes have no such thing.
      await this.#handle.sync().catch(() => undefined);
      await this.#handle.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #write(): Promise<void> {
    // What comes in the same moment goes out together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#lines.length > 0) {
      const count = this.#lines.length;
      const bytes = Buffer.from(this.#lines.join(''));
      this.#lines = [];
      this.#waiting = 0;
      try {
        await this.#handle.appendFile(bytes);
        this.messages += count;
        this.bytes += bytes.length;
        this.#end += bytes.length;
      } catch (error) {
        // Of a line that is torn nothing could be read; devices cannot be cut.
        await this.#handle.truncate(this.#end).catch(() => undefined);
        this.#fail(error);
      }
      this.#room?.resolve();
      this.#room = undefined;
    }
    this.#writing = undefined;
  }

  #fail(error: unknown): void {
    if (this.problem !== undefined) return;
    this.problem = writeProblem(this.path, error);
    this.#lines = [];
    this.#onProblem(this.problem);
  }
}
