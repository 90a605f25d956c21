/** How far back the message counts go, ms. */
const reach = 10_000;

/** How long a topic counts as recently changed after its newest message, ms. */
export const lately = reach;

/** Notes within this time, ms, count as one. */
const moment = 200;

/** Records how many messages had arrived by when, which tells new ones without storing a time with each. */
export class Recency {
  #samples: { readonly at: number; recorded: number }[] = [];

  /** Notes how many messages had been recorded by `now`, ms since the epoch. Call it once per frame. */
  note(now: number, recorded: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && Math.abs(now - last.at) < moment) {
      last.recorded = recorded;
      return;
    }
    // If the clock was set back, earlier notes mean nothing.
    if (last !== undefined && now < last.at) this.#samples = [];
    const first = this.#samples.findLastIndex(({ at }) => at <= now - reach);
    if (first > 0) this.#samples.splice(0, first);
    this.#samples.push({ at: now, recorded });
  }

  /** Whether the `number`th message of all arrived within the last `age` ms (at most 10,000), as far as is known. */
  isWithin(number: number, age: number, now: number): boolean {
    const before = this.#samples.findLast(({ at }) => at <= now - age);
    return number > (before?.recorded ?? 0);
  }

  /** When that ends, ms since the epoch; `undefined` for a message that arrived after the last frame. */
  restsAt(number: number, age: number): number | undefined {
    const noted = this.#samples.find(({ recorded }) => recorded >= number);
    return noted === undefined ? undefined : noted.at + age;
  }
}
