/** How long after an answer the next one follows in a room, ms: at least, and for each member, so that all together stay few. */
const every = { least: 10_000, perMember: 100 };

/** The answers of all come within this time, ms for each member and at most. */
const spread = { perMember: 20, most: 2000 };

/**
 * Answers those who ask in a room who is there. However many ask, each room has one answer on its way, and
 * pauses between them.
 */
export class PresenceAnswers {
  readonly #publish: (room: string) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** When a room was answered last, ms of `performance.now()`. */
  readonly #answered = new Map<string, number>();

  /** `publish` publishes our presence in a room. */
  constructor(publish: (room: string) => void) {
    this.#publish = publish;
  }

  /** Somebody asks in a room that has `members`. */
  asked(room: string, members: number): void {
    if (this.#timers.has(room)) return;
    const pause = Math.max(every.least, members * every.perMember);
    const due = (this.#answered.get(room) ?? Number.NEGATIVE_INFINITY) + pause - performance.now();
    const later = Math.random() * Math.min(spread.most, members * spread.perMember);
    const timer = setTimeout(
      () => {
        this.#timers.delete(room);
        this.#answered.set(room, performance.now());
        this.#publish(room);
      },
      Math.max(0, due) + later,
    );
    timer.unref();
    this.#timers.set(room, timer);
  }

  /** A room was left. */
  forget(room: string): void {
    clearTimeout(this.#timers.get(room));
    this.#timers.delete(room);
  }

  /** Answers nobody any more. */
  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
