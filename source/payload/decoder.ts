import type * as Cbor from './cbor-value.ts';
import type { Decoded, PayloadInput } from './decoded.ts';
import type * as Images from './image-kind.ts';
import type * as Inflating from './inflate.ts';
import type { LazyModule } from './lazy-module.ts';
import type * as MessagePack from './messagepack-value.ts';
import type { ProtoTypes } from './proto-types.ts';
import type * as Sparkplug from './sparkplug-value.ts';

/** What the decoders may use. */
export type DecoderTools = {
  readonly messagePack: LazyModule<typeof MessagePack>;
  readonly cbor: LazyModule<typeof Cbor>;
  readonly sparkplug: LazyModule<typeof Sparkplug>;
  readonly images: LazyModule<typeof Images>;
  readonly inflating: LazyModule<typeof Inflating>;
  /** The types of the .proto files that were given. */
  readonly protoTypes: ProtoTypes | undefined;
  /** The last payload of a topic, where it is known. */
  readonly lastPayload: (topic: string) => Uint8Array | undefined;
  /** Decodes what was wrapped in something. */
  readonly inside: (input: PayloadInput, payload: Uint8Array) => Decoded;
};

/** A row of the table of decoders. */
export type Decoder = {
  /** As it is typed. */
  readonly name: string;
  /** What it takes, in a few words. */
  readonly takes: string;
  /** It takes nothing but UTF-8: bytes that are none need not be tried. */
  readonly isOfText?: boolean;
  /** `undefined` when the payload is not of this kind. */
  readonly decode: (input: PayloadInput, tools: DecoderTools) => Decoded | undefined;
};

/** Stands for the payload while a decoder is being loaded. */
export const loading = (kind: string): Decoded => ({ kind, notes: [], isLoading: true });

/** Uses a part that may have to be loaded first. */
export const withModule = <Part>(
  kind: string,
  part: LazyModule<Part>,
  decode: (part: Part) => Decoded | undefined,
): Decoded | undefined => {
  const loaded = part.get();
  if (loaded !== undefined) return decode(loaded);
  return part.hasFailed ? undefined : loading(kind);
};
