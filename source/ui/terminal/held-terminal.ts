import type { ReadStream, WriteStream } from 'node:tty';
import type { InkOutput } from './ink-output.ts';
import type { TerminalMode } from './modes.ts';

export type HeldTerminalOptions = {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly output: InkOutput;
  /** In the order in which they are switched on; read each time. */
  readonly modes: readonly TerminalMode[];
};

/** A program that was stopped is not told of a new size (SIGWINCH). Ink lays out by the `resize` that comes of this. */
const refreshSize = (stdout: WriteStream & { readonly _refreshSize?: () => void }): void => {
  // oxlint-disable-next-line no-underscore-dangle -- Node.js has no public name for it
  if (stdout.writable) stdout._refreshSize?.();
};

/** The terminal, ours or lent out: everything switched on for the screen comes and goes together. */
export class HeldTerminal {
  readonly #stdin: ReadStream;
  readonly #stdout: WriteStream;
  readonly #output: InkOutput;
  readonly #modes: readonly TerminalMode[];
  #isHeld = false;

  constructor({ stdin, stdout, output, modes }: HeldTerminalOptions) {
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#output = output;
    this.#modes = modes;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Makes the terminal ours; the next frame is drawn as a whole. */
  take(): void {
    // First: what the terminal answers to the rest must not be echoed. In the background the
    // process is stopped here, before it has written over somebody else's screen.
    this.#stdin.setRawMode(true);
    this.#stdin.resume();
    this.#isHeld = true;
    this.write(this.#modes.map(({ entering }) => entering).join(''));
    this.#output.take();
    refreshSize(this.#stdout);
  }

  /** Gives the terminal back as it was, if it is ours. */
  give(): void {
    if (!this.#isHeld) return;
    this.write(
      this.#modes
        .map(({ leaving }) => leaving)
        .toReversed()
        .join(''),
    );
    this.#isHeld = false;
    this.#output.give();
    // What is typed now is not ours; in the background the process would be stopped for reading it.
    this.#stdin.pause();
    this.#stdin.setRawMode(false);
  }

  /** Draws all of the screen again, at the size that it has now. */
  repaint(): void {
    refreshSize(this.#stdout);
    this.#output.forget();
  }

  /** Writes an escape sequence outside of frames; nothing while the terminal is lent out. */
  write(sequence: string): void {
    if (this.#isHeld && sequence !== '' && this.#stdout.writable) this.#stdout.write(sequence);
  }
}
