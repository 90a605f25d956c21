import type { WriteStream } from 'node:tty';
import { FrameWriter, type ScreenSize } from './frame-writer.ts';
import type { CellPosition } from './movement.ts';
import { syncBegin, syncEnd } from './sequences.ts';

/** How Ink erases and moves before a frame, and when it removes one. */
// oxlint-disable-next-line no-control-regex -- these are escape sequences
const erasures = /^(?:\u001b\[[\d;]*[A-HJK]|\u001b\[\?25[hl])+/;

/** How long a frame may be held back, in ms. */
const longestHold = 100;

export type InkOutputOptions = {
  readonly stdout: WriteStream;
  /** Ink writes to the terminal itself: one without cursor movement, or one for a screen reader. */
  readonly passesThrough: boolean;
};

/**
 * Serves as Ink's stdout. Takes the frames out of what Ink writes, and writes the newest one at the end
 * of a turn of the event loop, cell by cell; passes everything else on to the terminal.
 */
export class InkOutput {
  /** For Ink's `render`. */
  readonly stream: WriteStream;
  /** Called when a frame is out, even if nothing on the screen changed. */
  onFlushed: () => void = () => {};
  readonly #stdout: WriteStream;
  readonly #passesThrough: boolean;
  readonly #writer = new FrameWriter();
  #frame: string | undefined;
  #cursor: () => CellPosition | undefined = () => undefined;
  /** Between Ink's marks around a frame. */
  #isDrawing = false;
  /** The terminal is lent out. */
  #isGiven = false;
  #immediate: NodeJS.Immediate | undefined;
  #hold: NodeJS.Timeout | undefined;

  constructor({ stdout, passesThrough }: InkOutputOptions) {
    this.#stdout = stdout;
    this.#passesThrough = passesThrough;
    this.stream = new Proxy(stdout, {
      get: (target, name) => {
        if (name === 'write') return this.#write;
        if (name === 'columns' || name === 'rows') return this.#size[name];
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }

  /** Sets where the cursor is, asked whenever a frame is written; `undefined` hides it. */
  setCursor(position: (() => CellPosition | undefined) | undefined): void {
    this.#cursor = position ?? (() => undefined);
    this.#schedule();
  }

  /** The terminal is ours, and may show anything. */
  take(): void {
    this.#isGiven = false;
    this.#writer.forget();
  }

  /** The terminal is lent out: drops what Ink writes until we have it back. */
  give(): void {
    this.#isGiven = true;
    this.#frame = undefined;
  }

  /** Another program has written to the screen: redraws everything. */
  forget(): void {
    this.#writer.forget();
    this.#schedule();
  }

  /** The colours beneath all text from now on, as a blank in them. */
  setGround(sample: string): void {
    this.#writer.setGround(sample);
    this.#schedule();
  }

  /** The pending frame does not fit its boxes: holds it back until Ink has drawn the next. */
  hold(): void {
    if (this.#immediate === undefined) return;
    clearImmediate(this.#immediate);
    this.#immediate = undefined;
    this.#hold ??= setTimeout(() => this.flush(), longestHold);
  }

  /** Ink has drawn a frame; it only writes one that differs from the last. */
  drawn(): void {
    if (this.#hold === undefined) return;
    this.#release();
    this.#schedule();
  }

  /** Writes what is pending, now. */
  flush(): void {
    this.#release();
    clearImmediate(this.#immediate);
    this.#immediate = undefined;
    if (this.#frame !== undefined && this.#stdout.writable) {
      const changes = this.#writer.write({
        text: this.#frame,
        cursor: this.#cursor(),
        size: this.#size,
      });
      if (changes !== '') this.#stdout.write(changes);
    }
    this.onFlushed();
  }

  /** A serial terminal may not know its size; Ink and we must assume the same one. */
  get #size(): ScreenSize {
    const { columns, rows } = this.#stdout;
    return { columns: columns || 80, rows: rows || 24 };
  }

  #release(): void {
    clearTimeout(this.#hold);
    this.#hold = undefined;
  }

  #schedule(): void {
    if (this.#hold === undefined) this.#immediate ??= setImmediate(() => this.flush());
  }

  readonly #write = (chunk: string | Uint8Array, ...rest: never[]): boolean => {
    let passed = chunk;
    if (this.#passesThrough) this.#schedule();
    else if (typeof chunk === 'string') passed = this.#take(chunk);
    // A caller that waits for a write also waits for everything pending before it.
    const isAwaited = rest.some((each) => typeof each === 'function');
    const isDue = this.#immediate !== undefined || this.#hold !== undefined;
    if (isAwaited && isDue) this.flush();
    return (passed === '' && !isAwaited) || this.#stdout.write(passed, ...rest);
  };

  /** Keeps a frame; returns what goes to the terminal. */
  #take(chunk: string): string {
    if (chunk === syncBegin || chunk === syncEnd) {
      this.#isDrawing = chunk === syncBegin;
      return '';
    }
    const text = chunk.replace(erasures, '');
    if (text === '' || this.#isGiven) return '';
    if (this.#isDrawing) {
      this.#frame = text;
      this.#schedule();
      return '';
    }
    return chunk;
  }
}
