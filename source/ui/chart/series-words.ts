import type { Reading } from '../../payload/number-at.ts';
import {
  otherState,
  type StateNumbers,
  type TypedStates,
  usualStates,
} from '../../payload/state-words.ts';

/** The words for the numbers of a series of states. */
export type WordsByNumber = ReadonlyMap<number, string>;

/** The words of a series: those that were typed for it, or those of two states that come in its messages. */
export class SeriesWords {
  readonly #typed: TypedStates | undefined;
  readonly #seen = new Map<number, string>();
  #hasNumbers = false;

  constructor(typed: TypedStates | undefined) {
    this.#typed = typed;
  }

  /** The numbers that words stand for. */
  get numbers(): StateNumbers {
    return this.#typed?.numbers ?? usualStates;
  }

  /**
   * Whether a reading belongs to the series. Where numbers come, words such as `unavailable` are none of them:
   * `instead` of all readings so far, if these were words.
   */
  takes({ text, double, isState }: Reading): boolean | 'instead' {
    if (this.#typed !== undefined) return true;
    if (isState === true) {
      if (!this.#hasNumbers) this.#seen.set(double, text);
      return !this.#hasNumbers;
    }
    const isFirst = this.#seen.size > 0;
    this.#hasNumbers = true;
    this.#seen.clear();
    return isFirst ? 'instead' : true;
  }

  /** The words, the largest number first; `undefined` for a series of numbers. */
  get words(): WordsByNumber | undefined {
    if (this.#typed !== undefined) return inOrder(this.#typed.words);
    if (this.#seen.size === 0) return undefined;
    const words = new Map(this.#seen);
    for (const [number, word] of this.#seen)
      if (!words.has(1 - number)) words.set(1 - number, otherState(word) ?? String(1 - number));
    return inOrder(words);
  }
}

const inOrder = (words: WordsByNumber): WordsByNumber =>
  new Map([...words].toSorted(([a], [b]) => b - a));
