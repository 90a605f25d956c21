import type { Decoded, PayloadInput } from './decoded.ts';
import type { Value } from './value.ts';

/** Named types that a flag gave to a decoder, such as the message types of .proto files. */
export type Schema = {
  /** Their full names, such as `my.pkg.Reading`. */
  readonly names: readonly string[];
  /** The value of a payload of the named type; throws if the bytes are something else. */
  readonly decode: (name: string, payload: Uint8Array) => Value;
};

/** Schemas by the name of the decoder that uses them. */
export type Schemas = Readonly<Record<string, Schema>>;

/** What a decoder may use beside its input. */
export type DecoderTools = {
  readonly schemas: Schemas;
  /** The last payload of a topic, where it is known. */
  readonly lastPayload: (topic: string) => Uint8Array | undefined;
  /** Decodes what was unwrapped. */
  readonly inside: (input: PayloadInput, payload: Uint8Array) => Decoded;
};

/** Decodes a payload; `undefined`, or an error, where it is not of this kind. */
export type Decode = (input: PayloadInput, tools: DecoderTools) => Decoded | undefined;

/** What may follow a decoder's name, as in `protobuf:my.pkg.Reading`. */
export type DecoderArgument = {
  /** Parameters of a content type that give it, in lower case. */
  readonly parameters: readonly string[];
  /** Reads the argument as it was typed; a string says in one sentence what is wrong. */
  readonly read: (typed: string, schema: Schema | undefined) => { argument: string } | string;
};

type Description = {
  /** As it is typed. */
  readonly name: string;
  /** What it takes, in a few words. */
  readonly takes: string;
  /** The content types (MQTT 5, 3.3.2.3.9) it stands for, in lower case; `*` is any text. */
  readonly contentTypes?: readonly string[];
  readonly argument?: DecoderArgument;
  /** It takes UTF-8 only: other bytes need not be tried. */
  readonly needsUtf8?: true;
  /** In one line, text for which somebody chose it is shown as it came, as text without a choice always is. */
  readonly showsTextAsIs?: true;
  /** It takes all that the others leave. */
  readonly isFallback?: true;
  /** Topics whose last payloads this one depends on. */
  readonly dependsOn?: (topic: string) => readonly string[];
};

/** A decoder that is part of the program from the start. */
type ReadyDecoder = { readonly decode: Decode };

/** A decoder that is loaded when the first payload of its kind comes. */
type LazyDecoder = {
  /** How the screen names its payloads while it loads. */
  readonly kind: string;
  /** Whether loading it is worth a try, where nobody has chosen it. Cheap. */
  readonly mayTake: (input: PayloadInput) => boolean;
  readonly load: () => Promise<Decode>;
};

/** A row of the table of decoders. */
export type Decoder = Description & (ReadyDecoder | LazyDecoder);
