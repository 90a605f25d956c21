import { isUtf8 } from 'node:buffer';
import type { Decoded, PayloadInput } from './decoded.ts';
import type { DecoderTools } from './decoder.ts';
import {
  choiceForContentType,
  choiceForTopic,
  type DecodeRule,
  type DecoderChoice,
} from './decoder-choice.ts';
import { decoders } from './decoders.ts';
import { decodeHex } from './hex.ts';
import { LazyModule } from './lazy-module.ts';
import type { ProtoTypes } from './proto-types.ts';
import { FifoCache } from './fifo-cache.ts';
import { birthTopics } from './sparkplug.ts';
import { isText } from './text.ts';

/** What the flags say about payloads. */
export type PayloadOptions = {
  readonly rules: readonly DecodeRule[];
  readonly protoTypes?: ProtoTypes;
};

/** A message with a payload to read. */
export type ReadableMessage = {
  readonly sequence: number;
  readonly topic: string;
  readonly payload: Uint8Array;
  /** In ms: each time of a recording has sequences of its own. */
  readonly receivedAt?: number;
  readonly properties?: { readonly contentType?: string } | undefined;
};

/** What was read, and who chose the decoder. */
export type DecodedPayload = {
  readonly decoded: Decoded;
  readonly chosenBy: 'itself' | 'person' | 'flag' | 'content type' | 'nobody';
};

/** How many readings are remembered: drawing and the keys ask for the same several times a frame. */
const remembered = 4;

/** How many topics are remembered with the rule for them. */
const topicsRemembered = 1000;

/** How many bytes may come out of a compressed payload. */
const mostInflated = 8 * 1024 * 1024;

/** How many bytes are looked at of payloads in passing, compressed and not. */
const mostGlanced = 64 * 1024;

/** They take text as it is written. */
const takesText: ReadonlySet<string> = new Set(['number', 'json', 'text']);

const inputOf = (topic: string, payload: Uint8Array): PayloadInput => ({
  topic,
  payload,
  isChosen: false,
  argument: '',
  depth: 0,
  mostInflated,
});

/** Reads payloads: the choice of decoders, and what they load and remember. */
export class PayloadReader {
  readonly #rules: readonly DecodeRule[];
  readonly #tools: DecoderTools;
  readonly #last: (topic: string) => ReadableMessage | undefined;
  readonly #readings = new FifoCache<string, DecodedPayload>(remembered);
  readonly #ruled = new FifoCache<string, DecoderChoice | undefined>(topicsRemembered);

  /**
   * `onLoaded` is called when a decoder has been loaded that was asked for; `last` gives the last
   * message of a topic.
   */
  constructor(
    { rules, protoTypes }: PayloadOptions = { rules: [] },
    onLoaded: () => void,
    last: (topic: string) => ReadableMessage | undefined,
  ) {
    this.#last = last;
    this.#rules = rules;
    const loaded = (): void => {
      this.#readings.clear();
      onLoaded();
    };
    this.#tools = {
      messagePack: new LazyModule(() => import('./messagepack-value.ts'), loaded),
      cbor: new LazyModule(() => import('./cbor-value.ts'), loaded),
      sparkplug: new LazyModule(() => import('./sparkplug-value.ts'), loaded),
      images: new LazyModule(() => import('./image-kind.ts'), loaded),
      inflating: new LazyModule(() => import('./inflate.ts'), loaded),
      protoTypes,
      lastPayload: (topic) => last(topic)?.payload,
      inside: (input, payload) =>
        this.#decodeByItself({ ...input, payload, argument: '', depth: input.depth + 1 }),
    };
  }

  /** Names of the message types of the .proto files that were given. */
  get typeNames(): readonly string[] {
    return this.#tools.protoTypes?.names ?? [];
  }

  /** What a payload is, by the decoder that was chosen for it, or the first that takes it. Never throws. */
  read(message: ReadableMessage, choice: DecoderChoice | undefined): DecodedPayload {
    const key = this.keyOf(message, choice);
    return this.#readings.get(key) ?? this.#readings.add(key, this.#readAnew(message, choice));
  }

  /** Tells what is read of a message from what was read of any other, or with another choice. */
  keyOf({ sequence, payload, topic, receivedAt }: ReadableMessage, choice?: DecoderChoice): string {
    // A later birth certificate may name what had no name.
    const births = birthTopics(topic).map((birth) => this.#last(birth)?.sequence);
    const { name, argument } = choice ?? {};
    return [sequence, receivedAt, payload.length, name, argument, births, topic].join(' ');
  }

  /** Whether payloads of a topic that are text are taken as such: no rule says anything else, and nobody. */
  leavesText(topic: string, chosen?: DecoderChoice): boolean {
    const choice = chosen ?? this.#ruleFor(topic);
    return choice === undefined || takesText.has(choice.name);
  }

  /**
   * What a payload is, as `read` tells it, for one line or a search; `undefined` where no decoder
   * but `hex` takes it, and for more than 64 KiB, compressed or not. Not remembered. Never throws.
   */
  glance(message: ReadableMessage, chosen?: DecoderChoice): Decoded | undefined {
    const { topic, payload } = message;
    if (payload.length === 0 || payload.length > mostGlanced) return undefined;
    const input = { ...inputOf(topic, payload), mostInflated: mostGlanced };
    for (const [choice, chosenBy] of this.#choicesFor(message, chosen)) {
      if (choice.name === 'hex') return undefined;
      const decoded = this.#decode(choice, { ...input, isChosen: true, argument: choice.argument });
      if (decoded !== undefined || chosenBy !== 'content type') return decoded;
    }
    return this.#takenByItself(input);
  }

  /** The same for what is no text that is taken as such. */
  glanceBeyondText(message: ReadableMessage): Decoded | undefined {
    return this.leavesText(message.topic) && isText(message.payload)
      ? undefined
      : this.glance(message);
  }

  /** Resolves when every decoder has been loaded: so that all that fit can be told. */
  async ready(): Promise<void> {
    const { messagePack, cbor, sparkplug, images, inflating } = this.#tools;
    await Promise.all(
      [messagePack, cbor, sparkplug, images, inflating].map((part) => part.ready()),
    );
  }

  /** The decoders that take a payload when they are chosen, `hex` among them; to be asked when `ready`. */
  fitting({ topic, payload }: ReadableMessage): DecoderChoice[] {
    const flag = this.#ruleFor(topic);
    return decoders.flatMap(({ name }) => {
      const argument = name === 'protobuf' && flag?.name === 'protobuf' ? flag.argument : '';
      const choice = { name, argument };
      return this.#decode(choice, { ...inputOf(topic, payload), isChosen: true, argument })
        ? [choice]
        : [];
    });
  }

  /** What the rules say of a topic. */
  #ruleFor(topic: string): DecoderChoice | undefined {
    if (this.#rules.length === 0) return undefined;
    return this.#ruled.has(topic)
      ? this.#ruled.get(topic)
      : this.#ruled.add(topic, choiceForTopic(this.#rules, topic));
  }

  /** The decoders that somebody has chosen for a message, the first counts most. */
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

  #readAnew(message: ReadableMessage, chosen?: DecoderChoice): DecodedPayload {
    const { topic, payload } = message;
    if (payload.length === 0) return { decoded: { kind: 'empty', notes: [] }, chosenBy: 'nobody' };
    const input = inputOf(topic, payload);
    for (const [choice, chosenBy] of this.#choicesFor(message, chosen)) {
      const decoded = this.#decode(choice, { ...input, isChosen: true, argument: choice.argument });
      if (decoded !== undefined) return { decoded, chosenBy };
      // What a sender claims may be wrong; what was chosen here and does not fit must be told.
      if (chosenBy === 'content type') continue;
      const problem = `This is no ${choice.name}${choice.argument === '' ? '' : ` of ${choice.argument}`}: these are its bytes.`;
      return { decoded: { ...decodeHex(payload), problem }, chosenBy };
    }
    return { decoded: this.#decodeByItself(input), chosenBy: 'itself' };
  }

  #decodeByItself(input: PayloadInput): Decoded {
    return this.#takenByItself(input) ?? decodeHex(input.payload);
  }

  /** By the first decoder that is certain enough; `hex` takes everything and is none. */
  #takenByItself(from: PayloadInput): Decoded | undefined {
    const input = { ...from, isChosen: false };
    const isUtf8Text = isUtf8(from.payload);
    for (const { name, isOfText } of decoders) {
      if (name === 'hex' || (isOfText === true && !isUtf8Text)) continue;
      const decoded = this.#decode({ name, argument: '' }, input);
      if (decoded !== undefined) return decoded;
    }
    return undefined;
  }

  #decode({ name }: DecoderChoice, input: PayloadInput): Decoded | undefined {
    try {
      return decoders.find((decoder) => decoder.name === name)?.decode(input, this.#tools);
    } catch {
      // A decoder that gives up has not taken it.
      return undefined;
    }
  }
}
