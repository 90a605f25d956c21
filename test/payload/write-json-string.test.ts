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

const expectUtf8 = (given: Uint8Array): void => {
  let isAdded = false;
  const written = writtenBytes((into) => {
    isAdded = addJsonUtf8(given, into);
  }).toString();
  const text = utf8(given);
  expect([isAdded, written]).toEqual(text === undefined ? [false, ''] : [true, harmless(text)]);
};

const expectRaw = (given: Uint8Array): void => {
  const written = writtenBytes((into) => addRawJsonBytes(given, into));
  const plain = JSON.stringify(Buffer.from(given).toString('latin1'));
  expect(written.toString('latin1')).toBe(plain);
};

describe('a string of JSON', () => {
  it('from UTF-8 is what JSON has, with harmless characters only', () => {
    special.forEach(expectUtf8);
    fc.assert(fc.property(bytes, expectUtf8), { numRuns: 1000 });
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
    special.forEach(expectRaw);
    fc.assert(fc.property(bytes, expectRaw), { numRuns: 1000 });
    fc.assert(
      fc.property(texts, (text) => {
        const written = writtenBytes((into) => addRawJsonText(text, into));
        const plain = JSON.stringify(Buffer.from(text).toString('latin1'));
        expect(written.toString('latin1')).toBe(plain);
      }),
    );
  });
});
