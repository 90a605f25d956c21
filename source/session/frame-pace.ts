/** While somebody may be watching, and while nobody looks. */
const watchedPace = 4;
const unseenPace = 1;

/** While somebody works with it, drawing takes at most a tenth of the time, but it is no slower than while they watch. */
const attendedTimesCost = 10;

/** While somebody may be watching, drawing takes at most a fortieth of the time, but nothing waits for more than a second. */
const watchedTimesCost = 40;

/** For this long after a key or a mouse event somebody works with it, ms. */
const attentionSpan = 5000;

/** How often what comes by itself is drawn. */
export class FramePace {
  /** Whether the terminal has the focus; one that does not report it is taken to have it. */
  hasFocus = true;
  readonly #most: number;
  #attendedAt = Number.NEGATIVE_INFINITY;

  /** `most`: frames a second. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Somebody has pressed a key or used the mouse, at `steady`, ms. */
  attended(steady: number): void {
    this.#attendedAt = steady;
  }

  /** The time from one frame to the next, ms, at `steady`, ms; `cost` is what drawing one takes, ms. */
  intervalAt(steady: number, cost: number): number {
    const unseen = 1000 / unseenPace;
    if (!this.hasFocus) return unseen;
    const watched = 1000 / Math.min(watchedPace, this.#most);
    if (steady - this.#attendedAt < attentionSpan)
      return Math.max(1000 / this.#most, Math.min(watched, cost * attendedTimesCost));
    return Math.max(watched, Math.min(unseen, cost * watchedTimesCost));
  }
}
