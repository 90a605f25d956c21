/** Frames a second while somebody works with the program, unless told. */
export const usualPace = 10;

/** While somebody may be watching, and while nobody looks. */
const watchedPace = 4;
const unseenPace = 1;

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

  /** The time from one frame to the next, ms, at `steady`, ms. */
  intervalAt(steady: number): number {
    const isAttended = steady - this.#attendedAt < attentionSpan;
    const pace = !this.hasFocus ? unseenPace : isAttended ? this.#most : watchedPace;
    return 1000 / Math.min(pace, this.#most);
  }
}
