import { hexPreview } from './hex.ts';
import { cut, printable } from './printable.ts';
import { looksLikeText } from './text.ts';
import { utf8Start } from './utf8.ts';

/** Text from outside in one line of at most about `limit` characters. */
export const singleLine = (text: string, limit: number): string => {
  const visible = printable(text, limit);
  // What is made visible is longer than what it was made of.
  return visible.length <= limit + 1 ? visible : cut(visible, limit);
};

/**
 * A payload that is text in one line of at most about `limit` characters, and nothing as `(empty)`;
 * `undefined` for bytes that are no text. Cheap however large it is.
 */
export const textPreview = (payload: Uint8Array, limit: number): string | undefined => {
  if (payload.length === 0) return '(empty)';
  const text = utf8Start(payload, limit * 4);
  // Nothing at all of some bytes is no text either: they are the middle of a broken character.
  return text === undefined || text === '' || !looksLikeText(text)
    ? undefined
    : singleLine(text, limit);
};

/** Bytes in one line of at most about `limit` characters. */
export const bytesPreview = (payload: Uint8Array, limit: number): string =>
  hexPreview(payload, Math.ceil(limit / 3));

/**
 * A payload in one line of at most about `limit` characters, cheap however large it is: text is
 * shown as text, anything else as hexadecimal bytes, nothing as `(empty)`.
 */
export const preview = (payload: Uint8Array, limit: number): string =>
  textPreview(payload, limit) ?? bytesPreview(payload, limit);
