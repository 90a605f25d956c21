import type { ByteWriter } from './byte-writer.ts';
import { utf8 } from './utf8.ts';

/** Characters that JSON may contain but no terminal should receive: they are escaped too. */
const unseen = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

const escaped = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');

/** JSON that does a terminal no harm: the same value, with more escapes. */
export const harmlessJson = (json: string): string => json.replace(unseen, escaped);

const asIs = 0;
/** The byte cannot be judged by itself. */
const unclear = 1;
const longEscape = 0x75;

const quote = 0x22;
const backslash = 0x5c;
const zero = 0x30;
const hexDigits = Buffer.from('0123456789abcdef');

/** What becomes of each byte in a string of JSON: `asIs`, `unclear`, or the letter after a backslash. */
type Escapes = Uint8Array;

/** As `JSON.stringify` does it, with bytes that are no UTF-8 handed on as they are. */
const ofAnyBytes: Escapes = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === quote || byte === backslash) return byte;
  if (byte >= 0x20) return asIs;
  return JSON.stringify(String.fromCharCode(byte)).charCodeAt(2);
});

/** For text that may reach a terminal. */
const ofText: Escapes = ofAnyBytes.map((letter, byte) => {
  if (byte > 0x7f) return unclear;
  return byte === 0x7f ? longEscape : letter;
});

/** The most bytes that are escaped one by one: for each there must be room for six. Others go through a string. */
const most = 16 * 1024;

/** Adds a string of JSON from bytes, if they are not too many and none is unclear; returns whether it has. */
const addEscaped = (bytes: Uint8Array, escapes: Escapes, into: ByteWriter): boolean => {
  if (bytes.length > most) return false;
  into.reserve(bytes.length * 6 + 2);
  const target = into.bytes;
  let end = into.length;
  target[end++] = quote;
  // By index: the iterator would cost more than the escapes.
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    const letter = escapes[byte] as number;
    if (letter === asIs) target[end++] = byte;
    else if (letter === unclear) return false;
    else {
      target[end++] = backslash;
      target[end++] = letter;
      if (letter !== longEscape) continue;
      target[end++] = zero;
      target[end++] = zero;
      target[end++] = hexDigits[byte >> 4] as number;
      target[end++] = hexDigits[byte & 0xf] as number;
    }
  }
  target[end++] = quote;
  into.length = end;
  return true;
};

/** Adds a text as a string of JSON, if it is ASCII that needs no escape; returns whether it is. */
const addPlain = (text: string, into: ByteWriter): boolean => {
  into.reserve(text.length + 2);
  const { bytes, length } = into;
  bytes[length] = quote;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f || ofText[code] !== asIs) return false;
    bytes[length + 1 + at] = code;
  }
  bytes[length + 1 + text.length] = quote;
  into.length += text.length + 2;
  return true;
};

/** Adds bytes as a string of JSON; those that are no UTF-8 stay as they are, as `mosquitto_sub` has them. */
export const addRawJsonBytes = (bytes: Uint8Array, into: ByteWriter): void => {
  if (addEscaped(bytes, ofAnyBytes, into)) return;
  const text = Buffer.from(bytes).toString('latin1');
  into.add(Buffer.from(JSON.stringify(text), 'latin1'));
};

/** Adds a text as a string of JSON, with no more escapes than JSON needs. */
export const addRawJsonText = (text: string, into: ByteWriter): void => {
  if (!addPlain(text, into)) addRawJsonBytes(Buffer.from(text), into);
};

/** Adds a text as a string of JSON that does a terminal no harm. */
export const addJsonText = (text: string, into: ByteWriter): void => {
  if (!addPlain(text, into)) into.addText(harmlessJson(JSON.stringify(text)));
};

/** Adds UTF-8 as a string of JSON that does a terminal no harm; if it is not UTF-8, adds nothing and returns `false`. */
export const addJsonUtf8 = (bytes: Uint8Array, into: ByteWriter): boolean => {
  if (addEscaped(bytes, ofText, into)) return true;
  const text = utf8(bytes);
  if (text !== undefined) into.addText(harmlessJson(JSON.stringify(text)));
  return text !== undefined;
};
