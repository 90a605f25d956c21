import { compactText } from './compact-text.ts';
import type { DecoderChoice } from './decoder-choice.ts';
import type { PayloadReader, ReadableMessage } from './payload-reader.ts';
import { bytesPreview, singleLine, textPreview } from './preview.ts';
import { FifoCache } from './fifo-cache.ts';

/** How many payloads that are no text are remembered: some screens full of them. */
const mostRemembered = 500;

/** How much of one is remembered, in UTF-16 units: no row is wider. */
const longest = 1000;

/** In each stretch of this many ms, at most this many are spent on decoding: keys must not wait for it. */
const span = 40;
const mostSpent = 10;

/**
 * Payloads in one line, for rows that are drawn many times a second. What is decoded is remembered;
 * bytes whose turn has not come are shown in hexadecimal until it does.
 */
export class PayloadPreviews {
  readonly #reader: PayloadReader;
  readonly #onLater: () => void;
  /** `undefined` for bytes that no decoder takes. */
  readonly #texts = new FifoCache<string, string | undefined>(mostRemembered);
  #since = Number.NEGATIVE_INFINITY;
  #spent = 0;

  /** `onLater` asks for another frame, in which more can be decoded. */
  constructor(reader: PayloadReader, onLater: () => void) {
    this.#reader = reader;
    this.#onLater = onLater;
  }

  /**
   * A payload in one line of at most about `limit` characters: text as it is, else what the decoder
   * that was chosen for it, or the first that takes it, makes of it, as JSON without blanks; bytes
   * that none takes in hexadecimal, nothing as `(empty)`. Text costs no decoding.
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
    // The reader tells when its decoder has been loaded.
    const text =
      decoded?.isLoading === true
        ? undefined
        : this.#texts.add(key, decoded && compactText(decoded, longest));
    this.#spent += performance.now() - now;
    return text;
  }
}
