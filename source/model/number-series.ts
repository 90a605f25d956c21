import { NumberTexts } from './number-texts.ts';

/** The most numbers to remember; beyond that the oldest tenth is dropped. */
const mostPoints = 100_000;

const fewestPoints = 256;

/** Numbers over time, the oldest first. Times are ms since the epoch and never go back. */
export class NumberSeries {
  length = 0;
  times = new Float64Array(fewestPoints);
  values = new Float64Array(fewestPoints);
  /** 1 if the number was retained by the broker: it is older than its time says. */
  retained = new Uint8Array(fewestPoints);
  /** How the numbers were written. */
  readonly texts = new NumberTexts();

  /** Appends a number, written as `text`; a clock that was set back counts as standing still. */
  add(time: number, value: number, isRetained: boolean, text = String(value)): void {
    if (this.length === this.times.length) this.#makeRoom();
    const last = this.length === 0 ? time : (this.times[this.length - 1] ?? time);
    this.times[this.length] = Math.max(time, last);
    this.values[this.length] = value;
    this.retained[this.length] = isRetained ? 1 : 0;
    this.texts.add(text, value);
    this.length += 1;
  }

  clear(): void {
    this.length = 0;
    this.texts.clear();
  }

  /** The index of the first number at or after a time. */
  indexAt(time: number): number {
    return this.#firstWhere((at) => at >= time);
  }

  /** The index of the first number after a time. */
  indexAfter(time: number): number {
    return this.#firstWhere((at) => at > time);
  }

  #firstWhere(holds: (time: number) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.times[middle] ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #makeRoom(): void {
    if (this.length >= mostPoints) {
      const gone = mostPoints / 10;
      for (const numbers of [this.times, this.values, this.retained]) numbers.copyWithin(0, gone);
      this.texts.drop(gone);
      this.length -= gone;
      return;
    }
    const room = Math.min(mostPoints, this.length * 2);
    const { times, values, retained } = this;
    this.times = new Float64Array(room);
    this.values = new Float64Array(room);
    this.retained = new Uint8Array(room);
    this.times.set(times);
    this.values.set(values);
    this.retained.set(retained);
  }
}
