import { copiedText } from '../payload/decimal.ts';

/** How much text is kept for one series, in UTF-16 units. */
const mostText = 4_000_000;

/**
 * How the numbers of a series were written, the oldest first. Of most it need not keep anything: they are
 * written as their doubles are. `127.0`, `-0` and `9223372036854775807` are not.
 */
export class NumberTexts {
  /** `undefined` for a number written as its double is; empty for one that found no room. */
  #texts: (string | undefined)[] = [];
  #size = 0;
  /** How many found no room: only their doubles are known. */
  rounded = 0;

  /** Appends the text of a number. */
  add(text: string, value: number): void {
    const isPlain = text === String(value);
    const hasRoom = isPlain || this.#size + text.length <= mostText;
    const kept = hasRoom ? copiedText(text) : '';
    this.#texts.push(isPlain ? undefined : kept);
    if (!isPlain) this.#size += kept.length;
    if (!hasRoom) this.rounded += 1;
  }

  /** Drops the oldest `count`. */
  drop(count: number): void {
    for (const text of this.#texts.splice(0, count)) {
      this.#size -= text?.length ?? 0;
      if (text === '') this.rounded -= 1;
    }
  }

  clear(): void {
    this.drop(this.#texts.length);
  }

  /** A copy of what is known: what is `undefined` or empty is written as the double. */
  copy(): readonly (string | undefined)[] {
    return [...this.#texts];
  }
}
