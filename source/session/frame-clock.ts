import { type Announcer, type FramePart, frameParts } from './frame-parts.ts';
import { type ClockReading, readClock } from './clock-reading.ts';
import { type Drawn, FrameSchedule } from './frame-schedule.ts';

type ClockOptions = {
  /** The wall-clock time, ms since the epoch; in a recording, the recording's. */
  readonly now?: () => number;
  /** Brings the models up to date before the changed parts are drawn. */
  readonly prepare?: (parts: ReadonlySet<FramePart>, reading: ClockReading) => void;
  /** The most frames a second for incoming changes. */
  readonly mostFrames: number;
};

/** Turns a flood of changes of one session into few frames, each of which draws the parts that have changed. */
export class FrameClock implements Announcer {
  /** When the last frame was prepared, or the last key pressed; everything drawn until the next uses it. */
  reading: ClockReading;
  readonly #options: ClockOptions;
  #schedule: FrameSchedule;
  readonly #versions = new Map<FramePart, number>(frameParts.map((part) => [part, 0]));
  /** Changed parts not yet drawn: those due at once, and those that wait for their pace. */
  readonly #urgent = new Set<FramePart>();
  readonly #paced = new Set<FramePart>();
  readonly #listeners = new Set<() => void>();
  readonly #drawn: Drawn;

  constructor(options: ClockOptions) {
    this.#options = options;
    this.#schedule = new FrameSchedule(options.mostFrames);
    this.reading = this.#thisMoment();
    const [urgent, paced] = [this.#urgent, this.#paced];
    this.#drawn = {
      get hasUrgent() {
        return urgent.size > 0;
      },
      get hasPaced() {
        return paced.size > 0;
      },
      prepare: (isPacedDue) => this.#prepare(isPacedDue),
      draw: () => this.#listeners.forEach((listener) => listener()),
      lookUp: () => {
        this.reading = this.#thisMoment();
      },
    };
    this.#schedule.add(this.#drawn);
  }

  /** When the frames are drawn; sessions that share a screen share it too. */
  get schedule(): FrameSchedule {
    return this.#schedule;
  }

  set schedule(schedule: FrameSchedule) {
    this.#schedule.remove(this.#drawn);
    this.#schedule = schedule;
    schedule.add(this.#drawn);
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

  stop(): void {
    this.#schedule.remove(this.#drawn);
    this.#listeners.clear();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #announce(changed: Set<FramePart>, part: FramePart): void {
    if (changed.has(part)) return;
    changed.add(part);
    this.#schedule.plan();
  }

  #thisMoment(): ClockReading {
    return readClock({ now: this.#options.now?.() ?? Date.now() });
  }

  /** Takes the parts that this frame draws. */
  #take(isPacedDue: boolean): ReadonlySet<FramePart> {
    const parts = new Set([...this.#urgent, ...(isPacedDue ? this.#paced : [])]);
    this.#urgent.clear();
    for (const part of parts) this.#paced.delete(part);
    return parts;
  }

  #prepare(isPacedDue: boolean): void {
    const parts = this.#take(isPacedDue);
    this.reading = this.#thisMoment();
    this.#options.prepare?.(parts, this.reading);
    for (const part of parts) this.#versions.set(part, this.version(part) + 1);
  }
}
