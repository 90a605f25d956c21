import { plural } from '../format/count.ts';
import { duration } from '../format/duration.ts';

/** One line in place of a flood; it keeps counting while the flood lasts. */
export class FoldedLines {
  readonly kind = 'event';
  /** When it started, ms since the epoch. */
  readonly at: number;
  count = 0;
  #until: number;
  readonly #words: (lines: string) => string;

  /** `words` puts "9,812 more lines in 3 s, not shown" into a sentence. */
  constructor(words: (lines: string) => string, at: number) {
    this.#words = words;
    this.at = at;
    this.#until = at;
  }

  /** Counts one more line; `at`: ms since the epoch. */
  add(at: number): void {
    this.count += 1;
    this.#until = Math.max(this.#until, at);
  }

  get text(): string {
    const seconds = Math.max(1, Math.ceil((this.#until - this.at) / 1000));
    return this.#words(
      `${plural(this.count, 'more line', 'more lines')} in ${duration(seconds * 1000)}, not shown`,
    );
  }
}
