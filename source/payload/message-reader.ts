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

/** Decodes messages as they come; none is kept once the next one has, except those that others need. */
export class MessageReader {
  readonly #kept = new BoundedMap<string, ReadableMessage>(mostKept);
  readonly #payloads: PayloadReader;
  #last: ReadableMessage = { sequence: 0, topic: '', payload: Buffer.alloc(0) };

  private constructor(options: PayloadOptions) {
    this.#payloads = new PayloadReader(
      options,
      () => undefined,
      (topic) => this.#kept.get(topic),
    );
  }

  /** Makes a reader, with every decoder loaded. */
  static async open(options: PayloadOptions): Promise<MessageReader> {
    const reader = new MessageReader(options);
    await reader.#payloads.ready();
    return reader;
  }

  /** The message taken last. */
  get last(): ReadableMessage {
    return this.#last;
  }

  /** Takes the next message. */
  take(message: Message): void {
    const last = { ...message, sequence: this.#last.sequence + 1 };
    this.#last = last;
    if (tellsOfOthers(message.topic))
      this.#kept.renew(message.topic, { ...last, payload: Buffer.from(message.payload) });
  }

  /** Its payload, decoded. */
  read(): Decoded {
    return this.#payloads.read(this.#last, undefined).decoded;
  }

  /** Whether its payload is text that nobody wants decoded. */
  get isPlainText(): boolean {
    const { topic, payload } = this.#last;
    return this.#payloads.leavesText(topic) && isText(payload);
  }

  /** See `PayloadReader`. */
  glanceBeyondText(message: ReadableMessage): Decoded | undefined {
    return this.#payloads.glanceBeyondText(message);
  }
}
