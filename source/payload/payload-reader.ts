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
import { LazyPart } from './lazy-part.ts';
import type { ProtoTypes } from './proto-types.ts';
import { birthTopics } from './sparkplug.ts';

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
  readonly properties?: { readonly contentType?: string } | undefined;
};

/** What was read, and who chose the decoder. */
export type Reading = {
  readonly decoded: Decoded;
  readonly chosenBy: 'itself' | 'person' | 'flag' | 'content type' | 'nobody';
};

/** So many readings are remembered: drawing and the keys ask for the same several times a frame. */
const remembered = 4;

/** Reads payloads: the choice of decoders, and what they load and remember. */
export class PayloadReader {
  readonly #rules: readonly DecodeRule[];
  readonly #tools: DecoderTools;
  readonly #last: (topic: string) => ReadableMessage | undefined;
  readonly #readings = new Map<string, Reading>();

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
      messagePack: new LazyPart(() => import('./messagepack-value.ts'), loaded),
      cbor: new LazyPart(() => import('./cbor-value.ts'), loaded),
      sparkplug: new LazyPart(() => import('./sparkplug-value.ts'), loaded),
      images: new LazyPart(() => import('./image-kind.ts'), loaded),
      inflating: new LazyPart(() => import('./inflate.ts'), loaded),
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
  read(message: ReadableMessage, choice: DecoderChoice | undefined): Reading {
    const { sequence, payload, topic } = message;
    // A later birth certificate may name what had no name.
    const births = birthTopics(topic).map((birth) => this.#last(birth)?.sequence);
    const key = [sequence, payload.length, choice?.name, choice?.argument, births, topic].join(' ');
    const known = this.#readings.get(key);
    if (known !== undefined) return known;
    const reading = this.#readAnew(message, choice);
    const [oldest] = this.#readings.keys();
    if (this.#readings.size >= remembered && oldest !== undefined) this.#readings.delete(oldest);
    this.#readings.set(key, reading);
    return reading;
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
    const flag = choiceForTopic(this.#rules, topic);
    return decoders.flatMap(({ name }) => {
      const argument = name === 'protobuf' && flag?.name === 'protobuf' ? flag.argument : '';
      const choice = { name, argument };
      return this.#decode(choice, { topic, payload, isChosen: true, argument, depth: 0 })
        ? [choice]
        : [];
    });
  }

  #readAnew({ topic, payload, properties }: ReadableMessage, chosen?: DecoderChoice): Reading {
    if (payload.length === 0) return { decoded: { kind: 'empty', notes: [] }, chosenBy: 'nobody' };
    const input: PayloadInput = { topic, payload, isChosen: false, argument: '', depth: 0 };
    const byFlag = choiceForTopic(this.#rules, topic);
    const byType = choiceForContentType(properties?.contentType ?? '');
    const choices = [
      [chosen, 'person'],
      [byFlag, 'flag'],
      [byType, 'content type'],
    ] as const;
    for (const [choice, chosenBy] of choices) {
      if (choice === undefined) continue;
      const decoded = this.#decode(choice, { ...input, isChosen: true, argument: choice.argument });
      if (decoded !== undefined) return { decoded, chosenBy };
      // What a sender claims may be wrong; what was chosen here and does not fit must be told.
      if (chosenBy === 'content type') continue;
      const problem = `This is no ${choice.name}${choice.argument === '' ? '' : ` of ${choice.argument}`}: these are its bytes.`;
      return { decoded: { ...decodeHex(payload), problem }, chosenBy };
    }
    return { decoded: this.#decodeByItself(input), chosenBy: 'itself' };
  }

  #decodeByItself(from: PayloadInput): Decoded {
    const input = { ...from, isChosen: false };
    for (const { name } of decoders) {
      const decoded = this.#decode({ name, argument: '' }, input);
      if (decoded !== undefined) return decoded;
    }
    return decodeHex(input.payload);
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
