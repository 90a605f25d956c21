import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../source/payload/utf8.ts';
import {
  addJsonText,
  addJsonUtf8,
  addRawJsonBytes,
  addRawJsonText,
} from '../../source/payload/write-json-string.ts';
import { hostileTexts } from '../support/arbitraries.ts';
import { writtenBytes } from '../support/written-bytes.ts';

/** Each byte by itself, and around the length from which strings go another way. */
const special = [
  ...Array.from({ length: 256 }, (_, byte) => Buffer.of(byte)),
  Buffer.alloc(16 * 1024, '"'),
  Buffer.alloc(16 * 1024 + 1, '"'),
  Buffer.alloc(16 * 1024 + 1, 0xff),
];
const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), hostileTexts());
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 50 }),
  texts.map((text) => Buffer.from(text)),
);

const unseen = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;

/** `JSON.stringify`, and an escape for each UTF-16 unit of what no terminal should receive. */
const harmless = (text: string): string =>
  Array.from(JSON.stringify(text), (character) =>
    unseen.test(character)
      ? character
          .split('')
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join('')
      : character,
  ).join('');

/** What is added of bytes, if something is. */
const fromUtf8 = (given: Uint8Array): string | undefined => {
  let isAdded = false;
  const written = writtenBytes((into) => {
    isAdded = addJsonUtf8(given, into);
  }).toString();
  return isAdded || written !== '' ? written : undefined;
};

const expectedOf = (given: Uint8Array): string | undefined => {
  const text = utf8(given);
  return text === undefined ? undefined : harmless(text);
};

const raw = (given: Uint8Array): string =>
  writtenBytes((into) => addRawJsonBytes(given, into)).toString('latin1');

const expectedRaw = (given: Uint8Array): string =>
  JSON.stringify(Buffer.from(given).toString('latin1'));

describe('a string of JSON', () => {
  it('from UTF-8 is what JSON has, with harmless characters only', () => {
    expect(special.map(fromUtf8)).toEqual(special.map(expectedOf));
    fc.assert(
      fc.property(bytes, (given) => {
        expect(fromUtf8(given)).toBe(expectedOf(given));
      }),
      { numRuns: 1000 },
    );
  });

  it('from a text is the same', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const written = writtenBytes((into) => addJsonText(text, into)).toString();
        expect(written).toBe(harmless(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('has all bytes as they are but for the escapes of JSON', () => {
    expect(special.map(raw)).toEqual(special.map(expectedRaw));
    fc.assert(
      fc.property(bytes, (given) => {
        expect(raw(given)).toBe(expectedRaw(given));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(texts, (text) => {
        const written = writtenBytes((into) => addRawJsonText(text, into));
        expect(written.toString('latin1')).toBe(expectedRaw(Buffer.from(text)));
      }),
    );
  });
});
