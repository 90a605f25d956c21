import type { Decoded } from '../decoded.ts';
import type { Decoder } from '../decoder.ts';
import { utf8 } from '../utf8.ts';
import { mostWrappings, unwrapped, wrappedTooOften } from './wrapping.ts';

const base64Text = /^[A-Za-z0-9+/]+={0,2}$/;
const base64Url = /^[A-Za-z0-9_-]+={0,2}$/;

/** Shorter texts may be base64 by chance. */
const shortest = 16;

/** The shortest decoded text that cannot be chance. */
const shortestText = 9;

/** Whether the content is too plausible to be chance. */
const isConvincing = (
  { kind, value, lines, isLoading, isDump }: Decoded,
  length: number,
): boolean => {
  if (isLoading === true) return true;
  if (value !== undefined) return value.kind === 'map' || value.kind === 'list';
  return lines !== undefined && isDump !== true && (kind !== 'text' || length >= shortestText);
};

/** Base64 text and its content. */
export const base64: Decoder = {
  name: 'base64',
  accepts: 'base64 and its content',
  needsUtf8: true,
  decode: (input, { inside }) => {
    const { payload, isChosen, depth } = input;
    const text = utf8(payload)?.replaceAll(/\s/g, '');
    if (text === undefined || text === '') return undefined;
    const isStrict = text.length >= shortest && text.length % 4 === 0 && base64Text.test(text);
    if (!isStrict && !(isChosen && (base64Text.test(text) || base64Url.test(text))))
      return undefined;
    if (depth >= mostWrappings) return wrappedTooOften(payload, 'base64');
    const inner = Buffer.from(text, 'base64');
    const decoded = inside(input, inner);
    return isChosen || isConvincing(decoded, inner.length)
      ? unwrapped(decoded, inner, 'base64')
      : undefined;
  },
};
