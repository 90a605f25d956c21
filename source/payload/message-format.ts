import type { ByteWriter } from './byte-writer.ts';
import {
  type FieldShape,
  type FieldSource,
  messageFields,
  nanoseconds,
  plainFields,
} from './message-fields.ts';
import { strftime } from './strftime.ts';
import { timeText } from './time-text.ts';

/** Adds a message in a format. */
export type MessageFormat = (source: FieldSource, into: ByteWriter) => void;

/** A format that cannot be used; the message says what is wrong with it. */
export class FormatError extends Error {
  override name = 'FormatError';
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  '0': '\0',
  a: '\u0007',
  e: '\u001b',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const incomplete = (sign: string): FormatError =>
  new FormatError(`it ends in the middle of "${sign}"; write ${sign}${sign} for the character.`);

type Piece = MessageFormat | Buffer;

const conversion = (flags: readonly string[], letter: string): MessageFormat => {
  const [left = '', zero = '', width = '', maximum] = flags;
  const field = Object.hasOwn(messageFields, letter) ? messageFields[letter] : undefined;
  if (field === undefined)
    throw new FormatError(
      `it has no "%${letter}"; there are ${Object.keys(messageFields)
        .map((name) => `%${name}`)
        .join(' ')}.`,
    );
  const shape: FieldShape = {
    isLeft: left !== '',
    isZero: zero !== '',
    width: Number(width),
    maximum: maximum === undefined ? undefined : Number(maximum),
  };
  if (shape.width > 10_000) throw new FormatError('a field is at most 10000 bytes wide.');
  const isPlain = left + zero + width === '' && maximum === undefined;
  const plain = isPlain ? plainFields[letter] : undefined;
  return (source, into) => {
    if (plain !== undefined && source.gate === undefined) plain(source, into);
    else into.add(field(source, shape));
  };
};

const time = (letter: string): Piece => {
  if (letter === '@') return Buffer.from('@');
  const text = timeText((at) => {
    const date = new Date(at);
    return letter === 'N' ? nanoseconds(date) : strftime(letter, date);
  });
  return ({ message }, into) => into.addText(text(message.receivedAt));
};

const escape = (letter: string): Piece => {
  const character = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (character === undefined)
    throw new FormatError(
      `"\\${letter}" is not an escape; use \\\\ \\0 \\a \\e \\n \\r \\t \\v \\xFF.`,
    );
  return Buffer.from(character);
};

/** In this order: an incomplete sequence, a conversion, a time, a byte, an escape, plain text. */
const piece =
  /(%[-0-9.]*$|[@\\]$)|%(-?)(0?)(\d*)(?:\.(\d*))?([^])|@([^])|\\x([0-9a-fA-F]{2})|\\([^])|([^%@\\]+)/gu;

/**
 * Parses a format of `mosquitto_sub -F`: `%` begins a field of the message, `@` a conversion of
 * `strftime`, `\` an escape; `\xFF` is a byte, which mosquitto_sub does not support. Throws
 * `FormatError`.
 */
export const parseMessageFormat = (format: string): MessageFormat => {
  const pieces = Array.from(format.matchAll(piece), (match): Piece => {
    const [, rest, , , , , letter, timeLetter, byte, escaped, plain = ''] = match;
    if (rest !== undefined) throw incomplete(rest.slice(0, 1));
    if (letter !== undefined) return conversion(match.slice(2, 6), letter);
    if (timeLetter !== undefined) return time(timeLetter);
    if (byte !== undefined) return Buffer.from(byte, 'hex');
    if (escaped !== undefined) return escape(escaped);
    return Buffer.from(plain);
  });
  return (source, into) => {
    for (const one of pieces)
      if (typeof one === 'function') one(source, into);
      else into.add(one);
  };
};
