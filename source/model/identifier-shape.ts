/** Stands for an identifier in a shape. */
export const identifierMark = '⟨id⟩';

/** Longer names are ignored, UTF-16 units. */
const longest = 100;

/** A UUID; a date with a time; seconds with a fraction, as cameras name events. */
const patterns: readonly RegExp[] = [
  /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi,
  /(?<!\d)(?:19|20)\d\d-?[01]\d-?[0-3]\d[T_ -]?[0-2]\d(?:[:.-]?[0-5]\d){1,2}(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?(?!\d)/g,
  /(?<!\d)\d{9,}\.\d+(?:-[\da-z]{6}\b)?/g,
];

const word = /[\dA-Za-z]+/g;

/** How often digits, small and capital letters take turns. */
const turnsIn = (text: string): number => (text.match(/\d+|[a-z]+|[A-Z]+/g)?.length ?? 1) - 1;

/** Whether a word looks like an identifier rather than a name: a long number, or hexadecimal, or a jumble. */
const isIdentifier = (text: string): boolean => {
  if (/^\d+$/.test(text)) return text.length >= 6;
  if (/^(?:0x)?(?:[\da-f]{8,}|[\dA-F]{8,})$/.test(text)) return /\d/.test(text);
  return text.length >= 10 && turnsIn(text) >= 4;
};

/** Base64 and the like, in which `-` and `_` are letters. */
const isJumble = (level: string): boolean =>
  /^[\w+-]{16,}={0,2}$/.test(level) && /\d/.test(level) && turnsIn(level) >= 8;

/**
 * The shape of a level that is named by an identifier: the name with `⟨id⟩` in place of that. `undefined` for
 * any other level.
 */
export const shapeOf = (level: string): string | undefined => {
  if (level.length > longest || !/\d/.test(level)) return undefined;
  let shape = level;
  for (const pattern of patterns) shape = shape.replace(pattern, identifierMark);
  shape = shape.replace(word, (text) => (isIdentifier(text) ? identifierMark : text));
  // `id` in the mark itself is too short to be one.
  shape = shape.replace(/⟨id⟩(?:[._:~+-]⟨id⟩)+/g, identifierMark);
  if (shape.includes(identifierMark)) return shape;
  return isJumble(level) ? identifierMark : undefined;
};
