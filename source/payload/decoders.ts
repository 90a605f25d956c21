import { decodeCbor, decodeMessagePack, decodeProtobuf } from './binary-decoders.ts';
import type { Decoder } from './decoder.ts';
import { decodeHex } from './hex.ts';
import { decodeJson } from './json.ts';
import { decodeNumber } from './number.ts';
import { decodeSparkplug } from './sparkplug.ts';
import { decodeText } from './text.ts';
import { decodeBase64, decodeCompressed, decodeImage } from './wrapped-decoders.ts';

/** Tried in this order; the last takes everything. */
export const decoders: readonly Decoder[] = [
  {
    name: 'sparkplug',
    takes: 'Sparkplug B; by itself on topics below spBv1.0',
    decode: decodeSparkplug,
  },
  { name: 'gzip', takes: 'gzip, and what is in it', decode: decodeCompressed('gzip') },
  { name: 'zlib', takes: 'zlib, and what is in it', decode: decodeCompressed('zlib') },
  {
    name: 'deflate',
    takes: 'raw deflate, and what is in it; only when chosen',
    decode: decodeCompressed('deflate'),
  },
  { name: 'image', takes: 'the kind and size of an image', decode: decodeImage },
  {
    name: 'number',
    takes: 'a number as text',
    isOfText: true,
    decode: ({ payload }) => decodeNumber(payload),
  },
  {
    name: 'json',
    takes: 'JSON, with all digits and duplicates',
    isOfText: true,
    decode: ({ payload }) => {
      const value = decodeJson(payload);
      return value && { kind: 'JSON', notes: [], value };
    },
  },
  { name: 'base64', takes: 'base64, and what is in it', isOfText: true, decode: decodeBase64 },
  {
    name: 'text',
    takes: 'UTF-8 text',
    isOfText: true,
    decode: ({ payload, isChosen }) => decodeText(payload, isChosen),
  },
  { name: 'cbor', takes: 'CBOR', decode: decodeCbor },
  { name: 'msgpack', takes: 'MessagePack', decode: decodeMessagePack },
  {
    name: 'protobuf',
    takes: 'Protobuf of a type from --proto: protobuf:my.pkg.Reading',
    decode: decodeProtobuf,
  },
  { name: 'hex', takes: 'any bytes', decode: ({ payload }) => decodeHex(payload) },
];
