import type { Writable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ByteWriter } from '../payload/byte-writer.ts';

/** How many bytes are gathered before writing: a call per message would cost more than the message. */
const batch = 64 * 1024;

/** The exit code of a program ended by a broken pipe, as in a shell: 128 + SIGPIPE. */
export const brokenPipe = 141;

/** Standard output of a command for scripts: batched, and with a way to wait for a slow reader. */
export class ScriptOutput {
  readonly #stream: Writable;
  readonly #pending = new ByteWriter(batch + batch / 4);
  /** Whether what is pending will be sent at the end of this turn. */
  #isDue = false;
  #blocked: Promise<void> | undefined;
  #failure: NodeJS.ErrnoException | undefined;
  readonly #broken = Promise.withResolvers<void>();

  /** `onBroken` is called when the reader has gone or the disk is full. */
  constructor(stream: Writable, onBroken: (error: NodeJS.ErrnoException) => void) {
    this.#stream = stream;
    stream.on('error', (error) => {
      this.#failure ??= error;
      this.#broken.resolve();
      onBroken(error);
    });
  }

  /** Why nothing can be written any more. */
  get failure(): NodeJS.ErrnoException | undefined {
    return this.#failure;
  }

  /** Resolves when the reader has caught up; wait for it before writing more. */
  get blocked(): Promise<void> | undefined {
    return this.#blocked;
  }

  write(bytes: Uint8Array): void {
    this.put((into) => into.add(bytes));
  }

  /** Sends what `add` adds, at the latest at the end of this turn. */
  put(add: (into: ByteWriter) => void): void {
    if (this.#failure !== undefined) return;
    add(this.#pending);
    if (this.#pending.length >= batch) this.#send();
    else if (!this.#isDue) {
      this.#isDue = true;
      setImmediate(() => {
        this.#isDue = false;
        this.#send();
      });
    }
  }

  /** Resolves when everything has been written, or never can be. */
  async flush(): Promise<void> {
    this.#send();
    if (this.#failure !== undefined) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#stream.write('', () => resolve());
    await Promise.race([promise, this.#broken.promise]);
    // A failure is reported a moment after the write.
    await nextTurn();
  }

  #send(): void {
    if (this.#pending.length === 0) return;
    const bytes = this.#pending.take();
    if (this.#failure !== undefined || this.#stream.write(bytes) || this.#blocked !== undefined)
      return;
    this.#blocked = this.#drained();
  }

  async #drained(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#stream.once('drain', resolve);
    // A broken stream never drains; nothing must go on waiting for it.
    await Promise.race([promise, this.#broken.promise]);
    this.#blocked = undefined;
  }
}
