import type { Decoder } from './decoder.ts';
import { base64 } from './decoders/base64.ts';
import { cbor } from './decoders/cbor.ts';
import { deflate, gzip, zlib } from './decoders/compressed.ts';
import { hex } from './decoders/hex.ts';
import { image } from './decoders/image.ts';
import { json } from './decoders/json.ts';
import { messagePack } from './decoders/messagepack.ts';
import { number } from './decoders/number.ts';
import { protobuf } from './decoders/protobuf.ts';
import { sparkplug } from './decoders/sparkplug.ts';
import { text } from './decoders/text.ts';

/** Tried in this order. */
export const decoders: readonly Decoder[] = [
  sparkplug,
  gzip,
  zlib,
  deflate,
  image,
  number,
  json,
  base64,
  text,
  cbor,
  messagePack,
  protobuf,
  hex,
];

const byName: ReadonlyMap<string, Decoder> = new Map(
  decoders.map((decoder) => [decoder.name, decoder]),
);

/** The decoder with this name. */
export const decoderNamed = (name: string): Decoder | undefined => byName.get(name);
