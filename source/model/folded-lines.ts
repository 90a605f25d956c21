/** Created when first needed: that takes ms, which would delay the first frame. */
let number: Intl.NumberFormat | undefined;

const figure = (value: number): string => (number ??= new Intl.NumberFormat('en-US')).format(value);

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
    const lines = this.count === 1 ? 'line' : 'lines';
    return this.#words(`${figure(this.count)} more ${lines} in ${figure(seconds)} s, not shown`);
  }
}
