import { hexPreview } from './hex.ts';
import { cut, printable } from './printable.ts';
import { looksLikeText } from './text.ts';
import { utf8Start } from './utf8.ts';

/** What is made visible is longer than what it was made of. */
const short = (text: string, limit: number): string =>
  text.length <= limit + 1 ? text : cut(text, limit);

/**
 * A payload in one line of at most about `limit` characters, cheap however large it is: text is
 * shown as text, anything else as hexadecimal bytes, nothing as `(empty)`.
 */
export const preview = (payload: Uint8Array, limit: number): string => {
  if (payload.length === 0) return '(empty)';
  const text = utf8Start(payload, limit * 4);
  // Nothing at all of some bytes is no text either: they are the middle of a broken character.
  return text === undefined || text === '' || !looksLikeText(text)
    ? hexPreview(payload, Math.ceil(limit / 3))
    : short(printable(text, limit), limit);
};
