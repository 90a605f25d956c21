import { withoutMark } from './byte-order-mark.ts';
import { hexPreview } from './hex.ts';
import { cut, printable } from './printable.ts';
import { looksLikeText } from './text.ts';
import { utf8Start } from './utf8.ts';

/** Text from outside on one line of at most about `limit` characters. */
export const singleLine = (text: string, limit: number): string => {
  const visible = printable(text, limit);
  // Made visible, control characters take more room.
  return visible.length <= limit + 1 ? visible : cut(visible, limit);
};

/**
 * A text payload on one line of at most about `limit` characters, no bytes as `(empty)`;
 * `undefined` for bytes that are not text. Cheap however large it is.
 */
export const textPreview = (payload: Uint8Array, limit: number): string | undefined => {
  if (payload.length === 0) return '(empty)';
  const text = utf8Start(withoutMark(payload), limit * 4);
  // Bytes that give an empty text are not text either: they are the middle of a broken character.
  return text === undefined || text === '' || !looksLikeText(text)
    ? undefined
    : singleLine(text, limit);
};

/** Bytes on one line of at most about `limit` characters. */
export const bytesPreview = (payload: Uint8Array, limit: number): string =>
  hexPreview(payload, Math.ceil(limit / 3));

/**
 * A payload on one line of at most about `limit` characters: text as it is, no bytes as `(empty)`,
 * anything else in hexadecimal. Cheap however large it is.
 */
export const preview = (payload: Uint8Array, limit: number): string =>
  textPreview(payload, limit) ?? bytesPreview(payload, limit);
