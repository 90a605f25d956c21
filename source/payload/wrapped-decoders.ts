import type { Decoded } from './decoded.ts';
import { type Decoder, withModule } from './decoder.ts';
import { decodeHex } from './hex.ts';
import type { Compression } from './inflate.ts';
import { utf8 } from './utf8.ts';

/** Wrappings inside wrappings that are taken off. */
const mostDepth = 3;

const tooDeep = (payload: Uint8Array, kind: string): Decoded => ({
  ...decodeHex(payload),
  kind,
  problem: `More than ${mostDepth} wrappings in one another are not taken off.`,
});

const wrap = (decoded: Decoded, inner: Uint8Array, kind: string): Decoded => {
  const size = { name: `in ${kind}`, text: `${inner.length} bytes` };
  return { ...decoded, kind: `${decoded.kind} in ${kind}`, notes: [size, ...decoded.notes] };
};

/** How compressed bytes begin: gzip (RFC 1952, 2.3.1), zlib (RFC 1950, 2.2). */
const begins: Readonly<Record<Compression, (first: number, second: number) => boolean>> = {
  gzip: (first, second) => first === 0x1f && second === 0x8b,
  zlib: (first, second) => (first & 0x8f) === 0x08 && (first * 256 + second) % 31 === 0,
  deflate: () => false,
};

/** Compressed bytes, and what is in them. */
export const decodeCompressed =
  (compression: Compression): Decoder['decode'] =>
  (input, tools) => {
    const { payload, isChosen, depth, mostInflated } = input;
    if (!isChosen && !begins[compression](payload[0] ?? 0, payload[1] ?? 0)) return undefined;
    if (depth >= mostDepth) return tooDeep(payload, compression);
    return withModule(compression, tools.inflating, ({ inflate }) => {
      const inner = inflate(payload, compression, mostInflated);
      if (inner !== 'too large')
        return inner && wrap(tools.inside(input, inner), inner, compression);
      const most = mostInflated / 1024 / 1024;
      const problem = `It holds more than ${most} MiB, and was not expanded: these are the compressed bytes.`;
      return { ...decodeHex(payload), kind: compression, problem };
    });
  };

const base64Text = /^[A-Za-z0-9+/]+={0,2}$/;
const base64Url = /^[A-Za-z0-9_-]+={0,2}$/;

/** Shorter texts may be base64 by chance. */
const shortest = 16;

/** The shortest text inside that cannot be chance. */
const shortestText = 9;

/** Whether what is inside can be no chance. */
const convinces = ({ kind, value, lines, isLoading }: Decoded, size: number): boolean => {
  if (isLoading === true) return true;
  if (value !== undefined) return value.kind === 'map' || value.kind === 'list';
  return lines !== undefined && kind !== 'hex' && (kind !== 'text' || size >= shortestText);
};

/** Text that is base64 of something, and what is in it. */
export const decodeBase64: Decoder['decode'] = (input, tools) => {
  const { payload, isChosen, depth } = input;
  const text = utf8(payload)?.replaceAll(/\s/g, '');
  if (text === undefined || text === '') return undefined;
  const isStrict = text.length >= shortest && text.length % 4 === 0 && base64Text.test(text);
  if (!isStrict && !(isChosen && (base64Text.test(text) || base64Url.test(text)))) return undefined;
  if (depth >= mostDepth) return tooDeep(payload, 'base64');
  const inner = Buffer.from(text, 'base64');
  const decoded = tools.inside(input, inner);
  return isChosen || convinces(decoded, inner.length) ? wrap(decoded, inner, 'base64') : undefined;
};

/** How images begin, each with the offset of that. */
const images: readonly (readonly [number, string])[] = [
  [0, '\u0089PNG\r\n'],
  [0, '\u00ff\u00d8\u00ff'],
  [0, 'GIF87a'],
  [0, 'GIF89a'],
  [0, 'II*\0'],
  [0, 'MM\0*'],
  [8, 'WEBPVP8'],
  [4, 'ftypavif'],
  [4, 'ftypheic'],
];

const isImage = (payload: Uint8Array): boolean => {
  const start = Buffer.from(payload.subarray(0, 20)).toString('latin1');
  return images.some(([at, mark]) => start.startsWith(mark, at));
};

/** Images, as their kind and size. */
export const decodeImage: Decoder['decode'] = ({ payload, isChosen }, { images: part }) => {
  if (!isChosen && !isImage(payload)) return undefined;
  return withModule('image', part, ({ imageKind }) => {
    const text = imageKind(payload);
    return text === undefined
      ? undefined
      : { kind: 'image', notes: [], lines: [[{ role: 'text', text }]] };
  });
};
