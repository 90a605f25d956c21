import { FramePace } from './frame-pace.ts';
import { type Announcer, type FramePart, frameParts } from './frame-parts.ts';
import { type ClockReading, readClock } from './clock-reading.ts';

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

type ClockOptions = {
  /** The wall-clock time, ms since the epoch; in a recording, the recording's. */
  readonly now?: () => number;
  /** Brings the models up to date before the changed parts are drawn. */
  readonly prepare?: (parts: ReadonlySet<FramePart>, reading: ClockReading) => void;
  /** The most frames a second for incoming changes. */
  readonly mostFrames: number;
};

/**
 * Turns a flood of changes into few frames. The first change after a quiet moment is drawn at once.
 * After that there are two paces: what the user did or must know is drawn within 33 ms; incoming changes
 * keep their own, slower pace, so that typing during a flood does not draw the flood as well.
 */
export class FrameClock implements Announcer {
  /** When the last frame was prepared, or the last key pressed; everything drawn until the next uses it. */
  reading: ClockReading;
  /** How many frames have been drawn. */
  frames = 0;
  readonly #options: ClockOptions;
  readonly #pace: FramePace;
  readonly #versions = new Map<FramePart, number>(frameParts.map((part) => [part, 0]));
  /** Changed parts not yet drawn: those due at once, and those that wait for their pace. */
  readonly #urgent = new Set<FramePart>();
  readonly #paced = new Set<FramePart>();
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #immediate: NodeJS.Immediate | undefined;
  #rest: NodeJS.Immediate | undefined;
  /** When the next frame is due, ms of `performance.now()`. */
  #dueAt = Number.POSITIVE_INFINITY;
  #startedAt = Number.NEGATIVE_INFINITY;
  #pacedAt = Number.NEGATIVE_INFINITY;
  #isDrawing = false;
  #isStopped = false;
  /** What drawing a frame takes, ms; smoothed. */
  #cost = 0;

  constructor(options: ClockOptions) {
    this.#options = options;
    this.#pace = new FramePace(options.mostFrames);
    this.reading = this.#thisMoment();
  }

  changed(part: FramePart, ...more: readonly FramePart[]): void {
    this.#announce(this.#paced, part);
    for (const other of more) this.#announce(this.#paced, other);
  }

  changedNow(part: FramePart, ...more: readonly FramePart[]): void {
    this.#announce(this.#urgent, part);
    for (const other of more) this.#announce(this.#urgent, other);
  }

  /** A number that changes whenever one of the parts needs drawing. */
  version(...parts: readonly FramePart[]): number {
    return parts.reduce((sum, part) => sum + (this.#versions.get(part) ?? 0), 0);
  }

  /** The user has pressed a key or used the mouse, and expects to see the current state. */
  attended(): void {
    this.reading = this.#thisMoment();
    this.#pace.attended(this.reading.monotonic);
    this.#plan();
  }

  /** Whether the terminal has the focus, as far as it reports that. */
  get hasFocus(): boolean {
    return this.#pace.hasFocus;
  }

  set hasFocus(hasFocus: boolean) {
    this.#pace.hasFocus = hasFocus;
    this.#plan();
  }

  /** The frame has been written to the terminal. The time since it began is its cost. */
  drawn(): void {
    if (!this.#isDrawing) return;
    this.#isDrawing = false;
    const cost = Math.min(mostCost, performance.now() - this.#startedAt);
    this.#cost += (cost - this.#cost) * newestShare;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    clearImmediate(this.#immediate);
    clearImmediate(this.#rest);
    this.#listeners.clear();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #announce(changed: Set<FramePart>, part: FramePart): void {
    if (changed.has(part)) return;
    changed.add(part);
    this.#plan();
  }

  #thisMoment(): ClockReading {
    return readClock({ now: this.#options.now?.() ?? Date.now() });
  }

  /** When incoming changes may be drawn again, ms of `performance.now()`. */
  #pacedDueAt(monotonic: number): number {
    return this.#pacedAt + this.#pace.intervalAt(monotonic, this.#cost);
  }

  /** Schedules the next frame. */
  #plan(): void {
    const isUrgent = this.#urgent.size > 0;
    if (this.#isStopped || this.#immediate !== undefined) return;
    if (!isUrgent && this.#paced.size === 0) return;
    const now = performance.now();
    const soonest = this.#startedAt + Math.max(shortestInterval, this.#cost * timesCost);
    const dueAt = isUrgent ? soonest : Math.max(soonest, this.#pacedDueAt(now));
    if (dueAt >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    if (dueAt <= now) this.#immediate = setImmediate(this.#tick);
    else this.#timer = setTimeout(this.#tick, Math.ceil(dueAt - now));
  }

  /** Takes the parts that this frame draws. */
  #take(): ReadonlySet<FramePart> {
    const monotonic = performance.now();
    const parts = new Set(this.#urgent);
    if (this.#pacedDueAt(monotonic) <= monotonic + tolerance) {
      if (this.#paced.size > 0) this.#pacedAt = monotonic;
      for (const part of this.#paced) parts.add(part);
    }
    this.#urgent.clear();
    for (const part of parts) this.#paced.delete(part);
    return parts;
  }

  readonly #tick = (): void => {
    this.#immediate = undefined;
    this.#dueAt = Number.POSITIVE_INFINITY;
    const parts = this.#take();
    if (parts.size > 0) this.#prepare(parts);
    this.#plan();
  };

  #prepare(parts: ReadonlySet<FramePart>): void {
    this.reading = this.#thisMoment();
    this.#startedAt = this.reading.monotonic;
    this.frames += 1;
    this.#options.prepare?.(parts, this.reading);
    for (const part of parts) this.#versions.set(part, this.version(part) + 1);
    this.#isDrawing = true;
    for (const listener of this.#listeners) listener();
    // If nothing on the screen has changed, Ink draws nothing: then the time that passes is not a frame's cost.
    clearImmediate(this.#rest);
    this.#rest = setImmediate(() => {
      this.#rest = setImmediate(() => {
        this.#isDrawing = false;
      });
    });
  }
}
