/** The condition that nothing comes for a while. */
export type Silence = {
  readonly operator: 'stale';
  /** How long, ms. */
  readonly after: number;
};

/** When each topic was last heard, by `performance.now()`: the wall clock can jump. */
export class SilenceClock {
  readonly #after: number;
  /** The topics that are not silent yet. */
  readonly #heard = new Map<string, number>();
  #since: number;
  #dueAt: number;

  /** Until a topic is heard, the whole filter counts as one, heard last at `now`. */
  constructor({ after }: Silence, filter: string, now: number) {
    this.#after = after;
    this.#since = now;
    this.#heard.set(filter, now);
    this.#dueAt = now + after;
  }

  /** No topic becomes silent before; `Infinity` if all are silent already. */
  get dueAt(): number {
    return this.#dueAt;
  }

  /** A topic was heard at `now`, by default when the watch began. */
  heard(topic: string, now = this.#since): void {
    this.#heard.set(topic, now);
    this.#dueAt = Math.min(this.#dueAt, now + this.#after);
  }

  /** Stops waiting for a topic. */
  forget(topic: string): void {
    this.#heard.delete(topic);
  }

  /** Starts counting at `now`: nothing could be heard before. */
  restart(now: number): void {
    this.#since = now;
    for (const topic of this.#heard.keys()) this.#heard.set(topic, now);
    this.#findDue();
  }

  /** Takes the topics that have become silent by `now`; each once, until it is heard again. */
  take(now: number): string[] {
    if (now < this.#dueAt) return [];
    const silent = [...this.#heard].flatMap(([topic, at]) =>
      at + this.#after <= now ? [topic] : [],
    );
    for (const topic of silent) this.#heard.delete(topic);
    this.#findDue();
    return silent;
  }

  #findDue(): void {
    this.#dueAt = Number.POSITIVE_INFINITY;
    for (const at of this.#heard.values()) this.#dueAt = Math.min(this.#dueAt, at + this.#after);
  }
}
