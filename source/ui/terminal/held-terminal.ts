import type { ReadStream, WriteStream } from 'node:tty';
import type { InkOutput } from './ink-output.ts';
import type { TerminalMode } from './modes.ts';

export type HeldTerminalOptions = {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly output: InkOutput;
  /** In the order to switch them on; read each time. */
  readonly modes: readonly TerminalMode[];
};

/** A stopped process misses SIGWINCH. This makes Node.js emit the `resize` that Ink lays out by. */
const refreshSize = (stdout: WriteStream & { readonly _refreshSize?: () => void }): void => {
  // oxlint-disable-next-line no-underscore-dangle -- Node.js has no public name for it
  if (stdout.writable) stdout._refreshSize?.();
};

/** The terminal, ours or lent out: all modes for the screen are switched on and off together. */
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

  /** Takes the terminal; the next frame is drawn in full. */
  take(): void {
    // First: the terminal's answers to the rest must not be echoed. A background process is stopped
    // here, before it has written over another program's screen.
    this.#stdin.setRawMode(true);
    this.#stdin.resume();
    this.#isHeld = true;
    this.write(this.#modes.map(({ entering }) => entering).join(''));
    this.#output.take();
    refreshSize(this.#stdout);
  }

  /** Restores the terminal, if it is ours. */
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
    // What is typed now is not for us; a background process would be stopped for reading it.
    this.#stdin.pause();
    this.#stdin.setRawMode(false);
  }

  /** Redraws the whole screen at its current size. */
  repaint(): void {
    refreshSize(this.#stdout);
    this.#output.forget();
  }

  /** Writes an escape sequence outside of frames; does nothing while the terminal is lent out. */
  write(sequence: string): void {
    if (this.#isHeld && sequence !== '' && this.#stdout.writable) this.#stdout.write(sequence);
  }
}
