import type { Decoded, PayloadInput } from './decoded.ts';
import type { Value } from './value.ts';

/** Named types given to a decoder by a flag, such as the message types of .proto files. */
export type Schema = {
  /** Their full names, such as `my.pkg.Reading`. */
  readonly names: readonly string[];
  /** Decodes a payload of the named type; throws if the bytes are something else. */
  readonly decode: (name: string, payload: Uint8Array) => Value;
};

/** Schemas by the name of the decoder that uses them. */
export type Schemas = Readonly<Record<string, Schema>>;

/** What a decoder may use besides its input. */
export type DecoderTools = {
  readonly schemas: Schemas;
  /** The last payload of a topic, if it is known. */
  readonly lastPayload: (topic: string) => Uint8Array | undefined;
  /** Decodes the payload inside a wrapping. */
  readonly inside: (input: PayloadInput, payload: Uint8Array) => Decoded;
};

/** Decodes a payload; returns `undefined` or throws if it is not of this kind. */
export type Decode = (input: PayloadInput, tools: DecoderTools) => Decoded | undefined;

/** What may follow a decoder's name, as in `protobuf:my.pkg.Reading`. */
export type DecoderArgument = {
  /** The content type parameters that contain it, in lower case. */
  readonly parameters: readonly string[];
  /** Parses the argument as it was typed; a string says in one sentence what is wrong. */
  readonly read: (typed: string, schema: Schema | undefined) => { argument: string } | string;
};

type Description = {
  /** As it is typed. */
  readonly name: string;
  /** What it accepts, in a few words. */
  readonly accepts: string;
  /** The content types (MQTT 5, 3.3.2.3.9) that it decodes, in lower case; `*` matches any text. */
  readonly contentTypes?: readonly string[];
  readonly argument?: DecoderArgument;
  /** It accepts only UTF-8: other bytes need not be tried. */
  readonly needsUtf8?: true;
  /** Text decoded with it by choice is shown unchanged on one line, as text without a choice always is. */
  readonly showsTextAsIs?: true;
  /** It accepts whatever the others reject. */
  readonly isFallback?: true;
  /** Topics whose last payloads the result depends on. */
  readonly dependsOn?: (topic: string) => readonly string[];
};

/** A decoder that is available from the start. */
export type ReadyDecoder = Description & { readonly decode: Decode };

/** A decoder that is loaded when the first payload of its kind arrives. */
type LazyDecoder = Description & {
  /** What the screen calls its payloads while it loads. */
  readonly kind: string;
  /** Whether it is worth loading although nobody has chosen it. Cheap. */
  readonly mayAccept: (input: PayloadInput) => boolean;
  readonly load: () => Promise<Decode>;
};

/** A row of the table of decoders. */
export type Decoder = ReadyDecoder | LazyDecoder;
