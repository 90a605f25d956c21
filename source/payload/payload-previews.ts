import { BoundedMap } from '../collections/bounded-map.ts';
import { compactText } from './compact-text.ts';
import type { DecoderChoice } from './decoder-choice.ts';
import type { PayloadReader, ReadableMessage } from './payload-reader.ts';
import { bytesPreview, singleLine, textPreview } from './preview.ts';

/** How many previews of payloads that are not text are cached: a few screens full. */
const mostRemembered = 500;

/** How much of each is cached, in UTF-16 units: no row is wider. */
const longest = 1000;

/** Of every `span` ms at most `mostSpent` ms go to decoding, so that keys do not wait for it. */
const span = 40;
const mostSpent = 10;

/**
 * One-line previews of payloads, for rows that are drawn many times a second. Decoded ones are
 * cached; the others are shown in hexadecimal until there is time to decode them.
 */
export class PayloadPreviews {
  readonly #reader: PayloadReader;
  readonly #onLater: () => void;
  /** `undefined` for bytes that no decoder accepts. */
  readonly #texts = new BoundedMap<string, string | undefined>(mostRemembered);
  #since = Number.NEGATIVE_INFINITY;
  #spent = 0;

  /** `onLater` asks for another frame, in which more can be decoded. */
  constructor(reader: PayloadReader, onLater: () => void) {
    this.#reader = reader;
    this.#onLater = onLater;
  }

  /**
   * A payload on one line of at most about `limit` characters: text as it is, otherwise as decoded by
   * the chosen decoder or the first that accepts it, as JSON without whitespace; bytes that none
   * accepts in hexadecimal, no bytes as `(empty)`. Text costs no decoding.
   */
  lineOf(message: ReadableMessage, limit: number, chosen: DecoderChoice | undefined): string {
    const { payload, topic } = message;
    const plain =
      payload.length === 0 || this.#reader.leavesText(topic, chosen)
        ? textPreview(payload, limit)
        : undefined;
    if (plain !== undefined) return plain;
    const text = this.#decodedText(message, chosen);
    return text === undefined ? bytesPreview(payload, limit) : singleLine(text || '(empty)', limit);
  }

  #decodedText(message: ReadableMessage, chosen: DecoderChoice | undefined): string | undefined {
    const key = this.#reader.keyOf(message, chosen);
    if (this.#texts.has(key)) return this.#texts.get(key);
    const now = performance.now();
    if (now - this.#since > span) {
      this.#since = now;
      this.#spent = 0;
    }
    if (this.#spent > mostSpent) {
      this.#onLater();
      return undefined;
    }
    const decoded = this.#reader.glance(message, chosen);
    // Another frame is drawn once its decoder has loaded.
    const text =
      decoded === undefined || decoded.isLoading === true
        ? undefined
        : compactText(decoded, longest);
    if (decoded?.isLoading !== true) this.#texts.set(key, text);
    this.#spent += performance.now() - now;
    return text;
  }
}
