/** Never more than 30 frames a second. */
const shortestInterval = 33;

/** Drawing takes at most about a third of the time. */
const timesCost = 3;

/**
 * Turns a flood of changes into few frames: the first change after a quiet moment is drawn at
 * once; in a flood frames are spaced, and spaced wider when drawing is slow.
 */
export class FrameClock {
  /** Counts the frames; all that React ever sees of the models. */
  frame = 0;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #startedAt = Number.NEGATIVE_INFINITY;
  #isDrawing = false;
  #cost = 0;

  /** Something that may be on the screen has changed. Costs next to nothing; call it per message. */
  changed(): void {
    if (this.#timer !== undefined || this.#immediate !== undefined) return;
    const interval = Math.max(shortestInterval, this.#cost * timesCost);
    const wait = this.#startedAt + interval - performance.now();
    if (wait <= 0) this.#immediate = setImmediate(this.#tick);
    else this.#timer = setTimeout(this.#tick, wait);
  }

  /** The frame has been drawn. */
  drawn(): void {
    if (this.#isDrawing) this.#cost = performance.now() - this.#startedAt;
    this.#isDrawing = false;
  }

  stop(): void {
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    this.#listeners.clear();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getFrame = (): number => this.frame;

  readonly #tick = (): void => {
    this.#timer = undefined;
    this.#immediate = undefined;
    this.#startedAt = performance.now();
    this.#isDrawing = true;
    this.frame += 1;
    for (const listener of this.#listeners) listener();
  };
}
