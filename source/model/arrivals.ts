/** The numbers of one topic: two of 8 bytes, the second split into two of 4. */
const perTopic = 2;

/** Topics to make room for at first. */
const fewest = 1024;

/** How much the newest interval counts among the earlier ones. */
const weight = 1 / 4;

/** Intervals that on average are this share of the usual one away from it are regular; those of chance are 0.6 away. */
const regular = 1 / 4;

/**
 * When each topic's live messages come: the newest one, the usual interval, and how far intervals are from
 * it. What the broker had stored does not count. 16 bytes a topic, outside the collected heap.
 */
export class Arrivals {
  /** By identifier: when the newest came, ms since the epoch, or 0; then what `#intervals` reads. */
  #times = new Float64Array(perTopic * fewest);
  /** By identifier, after two unused places: the usual interval and how far from it, both in ms. */
  #intervals = new Float32Array(this.#times.buffer);

  /** Notes a message of the topic with this identifier at `now`, ms since the epoch. */
  note(topic: number, now: number): void {
    const at = topic * perTopic;
    if (at >= this.#times.length) this.#grow(at);
    const before = this.#times[at] ?? 0;
    this.#times[at] = now;
    const interval = now - before;
    // If the clock was set back, the interval means nothing.
    if (before === 0 || interval < 0) return;
    const place = 2 * at + 2;
    const usual = this.#intervals[place] ?? 0;
    if (usual === 0) {
      // Regular only once more intervals have shown it.
      this.#intervals[place] = interval;
      this.#intervals[place + 1] = interval;
      return;
    }
    // A pause, however long, counts like one of twice the usual interval.
    const off = Math.min(usual, Math.abs(interval - usual));
    const spread = this.#intervals[place + 1] ?? 0;
    this.#intervals[place] = usual + weight * (interval < usual ? -off : off);
    this.#intervals[place + 1] = spread + weight * (off - spread);
  }

  /** Forgets a topic: its identifier will be another's. */
  forget(topic: number): void {
    const at = topic * perTopic;
    if (at < this.#times.length) this.#times.fill(0, at, at + perTopic);
  }

  /** When the newest live message of a topic came, ms since the epoch; `undefined` if none has. */
  newestAt(topic: number): number | undefined {
    return this.#times[topic * perTopic] || undefined;
  }

  /** The usual time from one live message to the next, ms; `undefined` while it is not known, or irregular. */
  usualInterval(topic: number): number | undefined {
    const place = 2 * topic * perTopic + 2;
    const usual = this.#intervals[place] ?? 0;
    const spread = this.#intervals[place + 1] ?? 0;
    return usual > 0 && spread <= regular * usual ? usual : undefined;
  }

  #grow(at: number): void {
    const { buffer } = this.#times;
    const length = 2 * Math.max(this.#times.length, at);
    this.#times = new Float64Array(buffer.transfer(length * 8));
    this.#intervals = new Float32Array(this.#times.buffer);
  }
}
