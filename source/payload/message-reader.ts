import { BoundedMap } from '../collections/bounded-map.ts';
import type { Message } from '../mqtt/message.ts';
import type { Decoded } from './decoded.ts';
import { decoders } from './decoders.ts';
import { type PayloadOptions, PayloadReader, type ReadableMessage } from './payload-reader.ts';
import { isText } from './text.ts';

/** For how many topics the last message is kept because others cannot be decoded without it. */
const mostKept = 1000;

/** Whether payloads of this topic, such as a birth certificate of Sparkplug, tell how to decode others. */
const tellsOfOthers = (topic: string): boolean =>
  decoders.some(({ dependsOn }) => dependsOn?.(topic).includes(topic) === true);

/** Decodes messages as they come; none is kept longer than it takes, except those that others need. */
export class MessageReader {
  readonly #kept = new BoundedMap<string, ReadableMessage>(mostKept);
  readonly #payloads: PayloadReader;
  #sequence = 0;

  constructor(options?: PayloadOptions) {
    this.#payloads = new PayloadReader(
      options,
      () => undefined,
      (topic) => this.#kept.get(topic),
    );
  }

  /** Loads every decoder. Nothing can be decoded before. */
  async ready(): Promise<void> {
    await this.#payloads.ready();
  }

  /** Takes the next message; decode it before the one after that. */
  next(message: Message): ReadableMessage {
    this.#sequence += 1;
    const readable = { ...message, sequence: this.#sequence };
    if (tellsOfOthers(message.topic))
      this.#kept.renew(message.topic, { ...readable, payload: Buffer.from(message.payload) });
    return readable;
  }

  /** A payload decoded whole. */
  read(message: ReadableMessage): Decoded {
    return this.#payloads.read(message, undefined).decoded;
  }

  /** See `PayloadReader`. */
  glanceBeyondText(message: ReadableMessage): Decoded | undefined {
    return this.#payloads.glanceBeyondText(message);
  }

  /** Whether a payload is text that nobody wants decoded. */
  isPlainText({ topic, payload }: ReadableMessage): boolean {
    return this.#payloads.leavesText(topic) && isText(payload);
  }
}
