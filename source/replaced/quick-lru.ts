import { widthsVersion } from '../ui/draw/terminal-widths.ts';

/**
 * Replaces `quick-lru` in the bundle, with which Ink caches how wide texts are and how they wrap: the
 * cache is dropped when the terminal turns out to measure characters differently. As in the package,
 * it holds between `maxSize` and twice as many entries.
 */
// oxlint-disable-next-line import/no-default-export -- as the package does
export default class QuickLru<Key, Value> {
  readonly #most: number;
  #lately = new Map<Key, Value>();
  #before = new Map<Key, Value>();
  #version = widthsVersion();

  constructor({ maxSize }: { readonly maxSize: number }) {
    this.#most = maxSize;
  }

  get(key: Key): Value | undefined {
    if (this.#version !== widthsVersion()) this.#forget();
    const value = this.#lately.get(key);
    if (value !== undefined) return value;
    const earlier = this.#before.get(key);
    if (earlier !== undefined) this.set(key, earlier);
    return earlier;
  }

  set(key: Key, value: Value): void {
    if (this.#version !== widthsVersion()) this.#forget();
    if (this.#lately.size >= this.#most) {
      this.#before = this.#lately;
      this.#lately = new Map();
    }
    this.#lately.set(key, value);
  }

  #forget(): void {
    this.#version = widthsVersion();
    this.#lately = new Map();
    this.#before = new Map();
  }
}
