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
    const problem = `It expands to more than ${size(mostInflated)}: these are the compressed bytes.`;
    return { ...decodeHex(payload), kind: compression, problem };
  };

const compressed = (
  name: Library.Compression,
  row: Pick<Decoder, 'accepts' | 'contentTypes'> & {
    readonly begins: (first: number, second: number) => boolean;
  },
): Decoder => {
  const { begins, ...description } = row;
  return {
    ...description,
    name,
    kind: name,
    mayAccept: ({ payload: [first = 0, second = 0] }) => begins(first, second),
    load: async () => decodeWith(name, await import('./lazy/inflate.ts')),
  };
};

/** gzip (RFC 1952) and its content. */
export const gzip = compressed('gzip', {
  accepts: 'gzip and its content',
  contentTypes: ['application/gzip', 'application/x-gzip'],
  begins: (first, second) => first === 0x1f && second === 0x8b,
});

/** zlib (RFC 1950) and its content. */
export const zlib = compressed('zlib', {
  accepts: 'zlib and its content',
  contentTypes: ['application/zlib'],
  begins: (first, second) => (first & 0x8f) === 0x08 && (first * 256 + second) % 31 === 0,
});

/** Raw deflate (RFC 1951), which has no header to recognise it by. */
export const deflate = compressed('deflate', {
  accepts: 'raw deflate and its content; only when chosen',
  begins: () => false,
});
