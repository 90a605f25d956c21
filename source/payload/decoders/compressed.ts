import type { Decode, Decoder } from '../decoder.ts';
import { size } from '../../format/size.ts';
import { decodeHex } from '../hex.ts';
import type * as Library from './lazy/inflate.ts';
import { mostWrappings, unwrapped, wrappedTooOften } from './wrapping.ts';

const decodeWith =
  (compression: Library.Compression, { inflate }: typeof Library): Decode =>
  (input, { inside }) => {
    const { payload, depth, mostInflated } = input;
    if (depth >= mostWrappings) return wrappedTooOften(payload, compression);
    const inner = inflate(payload, compression, mostInflated);
    if (inner !== 'too large') return inner && unwrapped(inside(input, inner), inner, compression);
    const problem = `It holds more than ${size(mostInflated)}, and was not expanded: these are the compressed bytes.`;
    return { ...decodeHex(payload), kind: compression, problem };
  };

const compressed = (
  name: Library.Compression,
  row: Pick<Decoder, 'takes' | 'contentTypes'> & {
    readonly begins: (first: number, second: number) => boolean;
  },
): Decoder => {
  const { begins, ...description } = row;
  return {
    ...description,
    name,
    kind: name,
    mayTake: ({ payload: [first = 0, second = 0] }) => begins(first, second),
    load: async () => decodeWith(name, await import('./lazy/inflate.ts')),
  };
};

/** gzip (RFC 1952), and what is in it. */
export const gzip = compressed('gzip', {
  takes: 'gzip, and what is in it',
  contentTypes: ['application/gzip', 'application/x-gzip'],
  begins: (first, second) => first === 0x1f && second === 0x8b,
});

/** zlib (RFC 1950), and what is in it. */
export const zlib = compressed('zlib', {
  takes: 'zlib, and what is in it',
  contentTypes: ['application/zlib'],
  begins: (first, second) => (first & 0x8f) === 0x08 && (first * 256 + second) % 31 === 0,
});

/** Raw deflate (RFC 1951), which begins with nothing that would tell it. */
export const deflate = compressed('deflate', {
  takes: 'raw deflate, and what is in it; only when chosen',
  begins: () => false,
});
