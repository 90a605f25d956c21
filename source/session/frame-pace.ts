/** Frames a second while somebody works with the program, unless told. */
const usualPace = 10;

/** While somebody may be watching, and while nobody looks. */
const watchedPace = 4;
const unseenPace = 1;

/** While somebody may be watching, drawing takes at most a fortieth of the time, but nothing waits for more than a second. */
const watchedTimesCost = 40;

/** So long after a key or the mouse somebody works with it, ms. */
const attentionSpan = 5000;

/** How often what comes by itself is drawn. */
export class FramePace {
  /** Whether the terminal has the focus; one that does not report it is taken to have it. */
  hasFocus = true;
  readonly #most: number;
  #attendedAt = Number.NEGATIVE_INFINITY;

  /** `most`: frames a second. */
  constructor(most = usualPace) {
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
    if (steady - this.#attendedAt < attentionSpan) return 1000 / this.#most;
    const watched = 1000 / Math.min(watchedPace, this.#most);
    return Math.max(watched, Math.min(unseen, cost * watchedTimesCost));
  }
}
