import { FramePace } from './frame-pace.ts';

/** Never more than 30 frames a second. */
const shortestInterval = 33;

/** Drawing takes at most about a third of the time. */
const timesCost = 3;

/** The most a frame is taken to cost, ms: one during which the program was suspended says nothing. */
const mostCost = 250;

/** Weight of the last frame in the smoothed cost: a garbage collection may have slowed it down. */
const newestShare = 0.25;

/** A timer may fire this much early, ms, and still count as on time. */
const tolerance = 1;

/** Something whose changes are drawn in frames. */
export type Drawn = {
  /** Whether something waits to be drawn: at once, and at the pace of incoming changes. */
  readonly hasUrgent: boolean;
  readonly hasPaced: boolean;
  /** Brings the models up to date for a frame, which draws incoming changes too if they are due. */
  readonly prepare: (isPacedDue: boolean) => void;
  /** Has what was prepared drawn. */
  readonly draw: () => void;
  /** The user has pressed a key or used the mouse. */
  readonly lookUp: () => void;
};

/**
 * When the screen is drawn: however many sessions it shows, each frame draws what is due of all of them. The
 * first change after a quiet moment is drawn at once. After that there are two paces: what the user did or must
 * know is drawn within 33 ms; incoming changes keep their own, slower pace, so that typing during a flood does
 * not draw the flood as well.
 */
export class FrameSchedule {
  /** How many frames have been drawn. */
  frames = 0;
  /** The most frames a second for incoming changes. */
  readonly mostFrames: number;
  readonly #pace: FramePace;
  readonly #all = new Set<Drawn>();
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #rest: NodeJS.Immediate | undefined;
  /** When the next frame is due, ms of `performance.now()`. */
  #dueAt = Number.POSITIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  #pacedAt = Number.NEGATIVE_INFINITY;
  #isDrawing = false;
  /** What drawing a frame takes, ms; smoothed. */
  #cost = 0;

  constructor(mostFrames: number) {
    this.mostFrames = mostFrames;
    this.#pace = new FramePace(mostFrames);
  }

  /** Draws this as well from now on. */
  add(drawn: Drawn): void {
    this.#all.add(drawn);
    this.plan();
  }

  /** Draws this no more. */
  remove(drawn: Drawn): void {
    this.#all.delete(drawn);
    if (this.#all.size > 0) return;
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    clearImmediate(this.#rest);
    this.#immediate = undefined;
    this.#dueAt = Number.POSITIVE_INFINITY;
  }

  /** The user has pressed a key or used the mouse, and expects to see the current state. */
  attended(): void {
    for (const drawn of this.#all) drawn.lookUp();
    this.#pace.attended(performance.now());
    this.plan();
  }

  /** Whether the terminal has the focus, as far as it reports that. */
  get hasFocus(): boolean {
    return this.#pace.hasFocus;
  }

  set hasFocus(hasFocus: boolean) {
    this.#pace.hasFocus = hasFocus;
    this.plan();
  }

  /** The frame has been written to the terminal. The time since it began is its cost. */
  drawn(): void {
    if (!this.#isDrawing) return;
    this.#isDrawing = false;
    const cost = Math.min(mostCost, performance.now() - this.#startedAt);
    this.#cost += (cost - this.#cost) * newestShare;
  }

  /** Schedules the next frame, if something waits for one. */
  plan(): void {
    if (this.#immediate !== undefined) return;
    let isUrgent = false;
    let isPaced = false;
    for (const { hasUrgent, hasPaced } of this.#all) {
      isUrgent ||= hasUrgent;
      isPaced ||= hasPaced;
    }
    if (!isUrgent && !isPaced) return;
    const now = performance.now();
    const soonest = this.#startedAt + Math.max(shortestInterval, this.#cost * timesCost);
    const dueAt = isUrgent ? soonest : Math.max(soonest, this.#pacedDueAt(now));
    if (dueAt >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    if (dueAt <= now) this.#immediate = setImmediate(this.#tick);
    else this.#timer = setTimeout(this.#tick, Math.ceil(dueAt - now));
  }

  /** When incoming changes may be drawn again, ms of `performance.now()`. */
  #pacedDueAt(monotonic: number): number {
    return this.#pacedAt + this.#pace.intervalAt(monotonic, this.#cost);
  }

  readonly #tick = (): void => {
    this.#immediate = undefined;
    this.#dueAt = Number.POSITIVE_INFINITY;
    const monotonic = performance.now();
    const isPacedDue = this.#pacedDueAt(monotonic) <= monotonic + tolerance;
    const due = [...this.#all].filter(
      ({ hasUrgent, hasPaced }) => hasUrgent || (isPacedDue && hasPaced),
    );
    if (due.length > 0) this.#draw(due, isPacedDue, monotonic);
    this.plan();
  };

  #draw(due: readonly Drawn[], isPacedDue: boolean, monotonic: number): void {
    if (isPacedDue && due.some(({ hasPaced }) => hasPaced)) this.#pacedAt = monotonic;
    this.#startedAt = monotonic;
    this.frames += 1;
    for (const drawn of due) drawn.prepare(isPacedDue);
    this.#isDrawing = true;
    for (const drawn of due) drawn.draw();
    // If nothing on the screen has changed, Ink draws nothing: then the time that passes is not a frame's cost.
    clearImmediate(this.#rest);
    this.#rest = setImmediate(() => {
      this.#isDrawing = false;
    });
  }
}
