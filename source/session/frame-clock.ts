/** Never more than 30 frames a second. */
const shortestInterval = 33;

/** Drawing takes at most about a tenth of a busy program's time: the rest is for the messages. */
const timesCost = 10;

/** While that would leave the screen standing for longer than this, a flood is followed more closely, */
const longestInterval = 250;

/** but never so that drawing takes more than about a third of the time. */
const leastTimesCost = 3;

/** No frame is taken for dearer than this, ms: one during which the program was stopped says nothing. */
const mostCost = 250;

/** How much the last frame says about the next: one that a garbage collection has met says little. */
const newestShare = 0.25;

const intervalFor = (cost: number): number =>
  Math.max(shortestInterval, Math.min(cost * timesCost, longestInterval), cost * leastTimesCost);

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
  /** What drawing a frame takes, ms; smoothed. */
  #cost = 0;

  /** Something that may be on the screen has changed. Costs next to nothing; call it per message. */
  changed(): void {
    if (this.#timer !== undefined || this.#immediate !== undefined) return;
    const wait = this.#startedAt + intervalFor(this.#cost) - performance.now();
    if (wait <= 0) this.#immediate = setImmediate(this.#tick);
    else this.#timer = setTimeout(this.#tick, wait);
  }

  /** The frame is on its way to the terminal. Whatever has been done since it began is its cost. */
  drawn(): void {
    if (!this.#isDrawing) return;
    this.#isDrawing = false;
    const cost = Math.min(mostCost, performance.now() - this.#startedAt);
    this.#cost += (cost - this.#cost) * newestShare;
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
