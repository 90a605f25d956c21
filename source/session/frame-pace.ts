/** Frames a second while the user may be watching, and while the terminal has lost the focus. */
const watchedPace = 4;
const unseenPace = 1;

/** While the user is active, drawing takes at most a tenth of the time, but is never slower than while they watch. */
const attendedTimesCost = 10;

/** While the user may be watching, drawing takes at most a fortieth of the time, but nothing waits more than a second. */
const watchedTimesCost = 40;

/** The user counts as active for this long after a key or mouse event, ms. */
const attentionSpan = 5000;

/** How often incoming changes are drawn. */
export class FramePace {
  /** Whether the terminal has the focus; assumed where the terminal does not report it. */
  hasFocus = true;
  readonly #most: number;
  #attendedAt = Number.NEGATIVE_INFINITY;

  /** `most`: the most frames a second. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The user pressed a key or used the mouse at `monotonic`, ms of `performance.now()`. */
  attended(monotonic: number): void {
    this.#attendedAt = monotonic;
  }

  /** The time from one frame to the next, ms, at `monotonic`, ms of `performance.now()`; `cost` is the time to draw one, ms. */
  intervalAt(monotonic: number, cost: number): number {
    const unseen = 1000 / unseenPace;
    if (!this.hasFocus) return unseen;
    const watched = 1000 / Math.min(watchedPace, this.#most);
    if (monotonic - this.#attendedAt < attentionSpan)
      return Math.max(1000 / this.#most, Math.min(watched, cost * attendedTimesCost));
    return Math.max(watched, Math.min(unseen, cost * watchedTimesCost));
  }
}
