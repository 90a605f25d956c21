import type { FileHandle } from 'node:fs/promises';
import { encodeMessageLine, type LineMessage } from '../../payload/message-line.ts';
import { type FileMode, openWritable, writeProblem } from './writable-file.ts';

/** When this much is waiting for the disk, in UTF-16 units, no more is read from the broker. */
const mostWaiting = 1024 * 1024;

/** The longest line, in UTF-16 units: joined with everything else that waits, it still fits a string. */
const longestLine = 500_000_000;

const jsonLineOf = (message: LineMessage): string | undefined => {
  try {
    const line = encodeMessageLine(message);
    return line.length > longestLine ? undefined : `${line}\n`;
  } catch {
    // Escaped, it would exceed the longest string.
    return undefined;
  }
};

/** Ends a line that an earlier run left unfinished, so that nothing is appended to it. */
const endLine = async (handle: FileHandle): Promise<void> => {
  const { size } = await handle.stat();
  if (size === 0) return;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  if (buffer[0] !== 10) await handle.appendFile('\n');
};

/** Writes messages to a file, one per line, encoded by `encodeMessageLine`. */
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
        // A torn line would be unreadable; devices cannot be truncated.
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
