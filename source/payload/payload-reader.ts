import { isUtf8 } from 'node:buffer';
import { BoundedMap } from '../collections/bounded-map.ts';
import { withoutMark } from './byte-order-mark.ts';
import type { Decoded, PayloadInput } from './decoded.ts';
import type { Decode, Decoder, DecoderTools, ReadyDecoder, Schemas } from './decoder.ts';
import {
  choiceForContentType,
  choiceForTopic,
  type DecodeRule,
  type DecoderChoice,
} from './decoder-choice.ts';
import { decoderNamed, decoders } from './decoders.ts';
import { decodeHex } from './hex.ts';
import { LazyModule } from './lazy-module.ts';
import { isText } from './text.ts';

/** How to decode payloads, from the flags. */
export type PayloadOptions = {
  readonly rules: readonly DecodeRule[];
  readonly schemas?: Schemas;
};

/** A message with a payload to read. */
export type ReadableMessage = {
  readonly sequence: number;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** In ms. Tells messages apart in a recording: each move in time numbers them from the start again. */
  readonly receivedAt?: number;
  readonly properties?: { readonly contentType?: string } | undefined;
};

/** A decoded payload, and who chose the decoder. */
export type DecodedPayload = {
  readonly decoded: Decoded;
  readonly chosenBy: 'itself' | 'person' | 'flag' | 'content type' | 'nobody';
};

/** How many decoded payloads are cached: drawing and keys need the same one several times a frame. */
const mostCached = 4;

/** For how many topics the matching rule is cached. */
const mostTopicsCached = 1000;

/** The most bytes that a compressed payload is inflated to. */
const mostInflated = 8 * 1024 * 1024;

/** Payloads larger than this, in bytes, compressed or not, are not decoded for previews and searches. */
const mostGlanced = 64 * 1024;

/** The decoders whose results depend on other topics. */
const dependent = decoders.flatMap(({ dependsOn }) => dependsOn ?? []);

const inputOf = (topic: string, payload: Uint8Array): PayloadInput => ({
  topic,
  payload,
  isChosen: false,
  argument: '',
  depth: 0,
  mostInflated,
});

/** Decodes payloads: chooses the decoder, loads it, and caches the result. */
export class PayloadReader {
  readonly #rules: readonly DecodeRule[];
  readonly #tools: DecoderTools;
  readonly #lazy: ReadonlyMap<Decoder, LazyModule<Decode>>;
  readonly #last: (topic: string) => ReadableMessage | undefined;
  readonly #decoded = new BoundedMap<string, DecodedPayload>(mostCached);
  readonly #ruleByTopic = new BoundedMap<string, DecoderChoice | undefined>(mostTopicsCached);

  /**
   * `onLoaded` is called when a decoder that was needed has loaded; `last` returns the last message
   * of a topic.
   */
  constructor(
    { rules, schemas = {} }: PayloadOptions = { rules: [] },
    onLoaded: () => void,
    last: (topic: string) => ReadableMessage | undefined,
  ) {
    this.#last = last;
    this.#rules = rules;
    const loaded = (): void => {
      this.#decoded.clear();
      onLoaded();
    };
    this.#lazy = new Map(
      decoders.flatMap((decoder) =>
        'load' in decoder ? [[decoder, new LazyModule(decoder.load, loaded)] as const] : [],
      ),
    );
    this.#tools = {
      schemas,
      lastPayload: (topic) => last(topic)?.payload,
      inside: (input, payload) =>
        this.#decodeUnasked({ ...input, payload, argument: '', depth: input.depth + 1 }),
    };
  }

  /** The named types given to decoders. */
  get schemas(): Schemas {
    return this.#tools.schemas;
  }

  /** Decodes a payload with the chosen decoder, or the first that accepts it. Never throws. */
  read(message: ReadableMessage, choice: DecoderChoice | undefined): DecodedPayload {
    const key = this.keyOf(message, choice);
    return this.#decoded.getOrAdd(key, () => this.#choose(message, choice));
  }

  /** A cache key for a decoded message: different for each message and each choice. */
  keyOf({ sequence, payload, topic, receivedAt }: ReadableMessage, choice?: DecoderChoice): string {
    const others = dependent.flatMap((topicsFor) => topicsFor(topic));
    const sequences = others.map((other) => this.#last(other)?.sequence);
    const { name, argument } = choice ?? {};
    return [sequence, receivedAt, payload.length, name, argument, sequences, topic].join(' ');
  }

  /** Whether text on a topic is shown unchanged: nobody chose a decoder that changes it. */
  leavesText(topic: string, chosen?: DecoderChoice): boolean {
    const choice = chosen ?? this.#ruleFor(topic);
    return choice === undefined || decoderNamed(choice.name)?.showsTextAsIs === true;
  }

  /**
   * Decodes a payload as `read` does, for one line or a search; `undefined` if that would be just its
   * bytes, and for more than 64 KiB, compressed or not. Not cached. Never throws.
   */
  glance(message: ReadableMessage, chosen?: DecoderChoice): Decoded | undefined {
    const { topic, payload } = message;
    if (payload.length === 0 || payload.length > mostGlanced) return undefined;
    const input = { ...inputOf(topic, payload), mostInflated: mostGlanced };
    for (const [choice, chosenBy] of this.#choicesFor(message, chosen)) {
      const decoder = decoderNamed(choice.name);
      if (decoder?.isFallback === true) return undefined;
      const decoded = this.#decode(decoder, {
        ...input,
        isChosen: true,
        argument: choice.argument,
      });
      if (decoded !== undefined || chosenBy !== 'content type') return decoded;
    }
    return this.#firstAccepting(input);
  }

  /** Like `glance`, but `undefined` for text that is shown unchanged. */
  glanceBeyondText(message: ReadableMessage): Decoded | undefined {
    return this.leavesText(message.topic) && isText(message.payload)
      ? undefined
      : this.glance(message);
  }

  /** Loads every decoder, for `fitting`. */
  async ready(): Promise<void> {
    await Promise.all(Array.from(this.#lazy.values(), (module) => module.ready()));
  }

  /** The decoders that accept a payload when they are chosen. Call `ready` first. */
  fitting({ topic, payload }: ReadableMessage): DecoderChoice[] {
    const rule = this.#ruleFor(topic);
    return decoders.flatMap((decoder) => {
      const { name } = decoder;
      const argument = rule?.name === name ? rule.argument : '';
      return this.#decode(decoder, { ...inputOf(topic, payload), isChosen: true, argument })
        ? [{ name, argument }]
        : [];
    });
  }

  /** The decoder that the rules choose for a topic. */
  #ruleFor(topic: string): DecoderChoice | undefined {
    if (this.#rules.length === 0) return undefined;
    return this.#ruleByTopic.getOrAdd(topic, () => choiceForTopic(this.#rules, topic));
  }

  /** The decoders chosen explicitly for a message; the first takes precedence. */
  #choicesFor(
    { topic, properties }: ReadableMessage,
    chosen: DecoderChoice | undefined,
  ): (readonly [DecoderChoice, Exclude<DecodedPayload['chosenBy'], 'itself' | 'nobody'>])[] {
    const byFlag = this.#ruleFor(topic);
    const byType = choiceForContentType(properties?.contentType ?? '');
    return [
      ...(chosen === undefined ? [] : [[chosen, 'person'] as const]),
      ...(byFlag === undefined ? [] : [[byFlag, 'flag'] as const]),
      ...(byType === undefined ? [] : [[byType, 'content type'] as const]),
    ];
  }

  #choose(message: ReadableMessage, chosen?: DecoderChoice): DecodedPayload {
    const { topic, payload } = message;
    if (payload.length === 0) return { decoded: { kind: 'empty', notes: [] }, chosenBy: 'nobody' };
    const input = inputOf(topic, payload);
    for (const [choice, chosenBy] of this.#choicesFor(message, chosen)) {
      const decoder = decoderNamed(choice.name);
      const decoded = this.#decode(decoder, {
        ...input,
        isChosen: true,
        argument: choice.argument,
      });
      if (decoded !== undefined) return { decoded, chosenBy };
      // A sender's claim may be wrong; a person should learn that their choice does not fit.
      if (chosenBy === 'content type') continue;
      const problem = `This is not ${choice.name}${choice.argument === '' ? '' : ` of ${choice.argument}`}: these are its bytes.`;
      return { decoded: { ...this.#dump(input), problem }, chosenBy };
    }
    return { decoded: this.#decodeUnasked(input), chosenBy: 'itself' };
  }

  #decodeUnasked(input: PayloadInput): Decoded {
    return this.#firstAccepting(input) ?? this.#dump(input);
  }

  /** The bytes as they are. */
  #dump({ payload }: PayloadInput): Decoded {
    return { ...decodeHex(payload), isDump: true };
  }

  /** Decodes with the first decoder that is certain of it. */
  #firstAccepting(from: PayloadInput): Decoded | undefined {
    const input = { ...from, isChosen: false };
    const isUtf8Text = isUtf8(from.payload);
    for (const decoder of decoders) {
      const { isFallback, needsUtf8 } = decoder;
      if (isFallback === true || (needsUtf8 === true && !isUtf8Text)) continue;
      const decoded = this.#decode(decoder, input);
      if (decoded !== undefined) return decoded;
    }
    return undefined;
  }

  #decode(decoder: Decoder | undefined, input: PayloadInput): Decoded | undefined {
    if (decoder === undefined) return undefined;
    try {
      if ('decode' in decoder) return this.#decodeNow(decoder, input);
      const module = this.#lazy.get(decoder);
      if (module === undefined || !(input.isChosen || decoder.mayAccept(input))) return undefined;
      const decode = module.get();
      if (decode !== undefined) return decode(input, this.#tools);
      return module.hasFailed ? undefined : { kind: decoder.kind, notes: [], isLoading: true };
    } catch {
      // A decoder that throws does not accept it.
      return undefined;
    }
  }

  #decodeNow({ decode, needsUtf8 }: ReadyDecoder, input: PayloadInput): Decoded | undefined {
    const payload = needsUtf8 === true ? withoutMark(input.payload) : input.payload;
    const decoded = decode({ ...input, payload }, this.#tools);
    if (decoded === undefined || payload.length === input.payload.length) return decoded;
    return { ...decoded, notes: [...decoded.notes, { name: 'byte order mark', text: 'UTF-8' }] };
  }
}
