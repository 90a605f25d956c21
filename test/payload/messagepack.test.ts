import { encode, ExtData } from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPlausibleLengths } from '../../source/payload/decoders/lazy/messagepack-lengths.ts';
import { messagePackValue } from '../../source/payload/decoders/lazy/messagepack-value.ts';

/** Bytes that look like the header of an endless list wherever one of them is taken for one. */
const misleading = (count: number): Buffer => Buffer.alloc(count, 0xdd);

describe('the lengths that arrays of MessagePack declare', () => {
  it('are no more than there is in whatever a program encodes', () => {
    const anything = fc.anything({
      values: [
        fc.string({ maxLength: 300 }),
        fc.double(),
        fc.integer(),
        fc.boolean(),
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 70_000 }).map((data) => new ExtData(7, data)),
        fc.maxSafeInteger(),
      ],
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(hasPlausibleLengths(encode(value))).toBe(true);
      }),
    );
  });

  it.each([
    ['lists', Buffer.from([0xdd, 0, 1, 0x86, 0xa0])],
    ['maps', Buffer.from([0xdf, 0, 0, 0xff, 0xff, 0xa0])],
  ])('make a payload invalid where they cannot be true: %s in one another', (_, header) => {
    const payload = Buffer.concat(Array.from({ length: 20_000 }, () => header));
    expect(hasPlausibleLengths(payload)).toBe(false);
    expect(() => messagePackValue(payload)).toThrow('than it has bytes');
  });

  it('is read in a list of as many as there are', () => {
    const numbers = Array.from({ length: 70_000 }, (_, index) => index % 100);
    expect(messagePackValue(encode([numbers, new Map([[1, 2]])]))).toMatchObject({
      items: [{ items: { length: 70_000 } }, { kind: 'map' }],
    });
  });

  const ones = Buffer.alloc(8, 0xff);

  const lie = Buffer.concat([Buffer.from([0xdd]), ones]);

  it.each<[string, number[], number]>([
    ['a number below 128', [0x7f], 0],
    ['a negative number', [0xe0], 0],
    ['null', [0xc0], 0],
    ['false', [0xc2], 0],
    ['true', [0xc3], 0],
    ['a float of 4 bytes', [0xca], 4],
    ['a float of 8 bytes', [0xcb], 8],
    ['a number of 1 byte', [0xcc], 1],
    ['a number of 2 bytes', [0xcd], 2],
    ['a number of 4 bytes', [0xce], 4],
    ['a number of 8 bytes', [0xcf], 8],
    ['a signed number of 1 byte', [0xd0], 1],
    ['a signed number of 2 bytes', [0xd1], 2],
    ['a signed number of 4 bytes', [0xd2], 4],
    ['a signed number of 8 bytes', [0xd3], 8],
    ['an extension of 1 byte', [0xd4, 0x07], 1],
    ['an extension of 2 bytes', [0xd5, 0x07], 2],
    ['an extension of 4 bytes', [0xd6, 0x07], 4],
    ['an extension of 8 bytes', [0xd7, 0x07], 8],
    ['an extension of 16 bytes', [0xd8, 0x07], 16],
    ['an extension with its length in 1 byte', [0xc7, 3, 0x07], 3],
    ['an extension with its length in 2 bytes', [0xc8, 0, 3, 0x07], 3],
    ['an extension with its length in 4 bytes', [0xc9, 0, 0, 0, 3, 0x07], 3],
    ['bytes with their length in 1 byte', [0xc4, 3], 3],
    ['bytes with their length in 2 bytes', [0xc5, 1, 3], 0x103],
    ['bytes with their length in 4 bytes', [0xc6, 0, 0, 1, 3], 0x103],
    ['a text with its length in 1 byte', [0xd9, 3], 3],
    ['a text with its length in 2 bytes', [0xda, 1, 3], 0x103],
    ['a text with its length in 4 bytes', [0xdb, 0, 0, 1, 3], 0x103],
    ['a text without characters', [0xa0], 0],
    ['a short text', [0xa3], 3],
    ['the longest of the short texts', [0xbf], 31],
  ])('are looked for behind %s, not in it', (_, header, content) => {
    const value = Buffer.concat([Buffer.from(header), misleading(content)]);
    expect(hasPlausibleLengths(Buffer.concat([value, ones]))).toBe(true);
    expect(hasPlausibleLengths(Buffer.concat([value, lie]))).toBe(false);
    // Whatever comes after a list's header is looked at too.
    expect(hasPlausibleLengths(Buffer.concat([Buffer.from([0x91]), value, lie]))).toBe(false);
  });

  it.each<[string, number[], number]>([
    ['a short list', [0x93], 3],
    ['the longest of the short lists', [0x9f], 15],
    ['a list with its length in 2 bytes', [0xdc, 0, 9], 9],
    ['a list with its length in 4 bytes', [0xdd, 0, 0, 0, 9], 9],
    ['a short map', [0x83], 6],
    ['the longest of the short maps', [0x8f], 30],
    ['a map with its length in 2 bytes', [0xde, 0, 9], 18],
    ['a map with its length in 4 bytes', [0xdf, 0, 0, 0, 9], 18],
  ])('may be as many as there are bytes: %s', (_, header, items) => {
    const of = (size: number): Buffer =>
      Buffer.concat([Buffer.from(header), Buffer.alloc(size - header.length, 1)]);
    expect(hasPlausibleLengths(of(items))).toBe(true);
    expect(hasPlausibleLengths(of(items - 1))).toBe(false);
    expect(hasPlausibleLengths(of(items + 1))).toBe(true);
  });

  it('count for all lists together, in one another or side by side', () => {
    expect(hasPlausibleLengths(Buffer.from([0x94, 0x92, 0x90, 0x90, 0x01]))).toBe(false);
    expect(hasPlausibleLengths(Buffer.from([0x94, 0x92, 0x90, 0x90, 0x01, 0x01]))).toBe(true);
  });

  it.each([
    ['a length', [0xdd, 0xff, 0xff, 0xff]],
    ['a length of 2 bytes', [0xdc, 0xff]],
    ['a length of 1 byte', [0xc4]],
    ['a text', [0xa5, 0x61]],
    ['a number', [0xcf, 0x01]],
  ])('are not read where %s ends too early: the decoder refuses it', (_, payload) => {
    expect(hasPlausibleLengths(Uint8Array.from(payload))).toBe(true);
    expect(() => messagePackValue(Uint8Array.from(payload))).toThrow(Error);
  });

  it('are read where a length ends the payload', () => {
    expect(hasPlausibleLengths(Uint8Array.of(0xdc, 0, 4))).toBe(false);
    expect(hasPlausibleLengths(Uint8Array.of(0xdc, 0, 3))).toBe(true);
    expect(hasPlausibleLengths(new Uint8Array())).toBe(true);
  });

  it('are read in a part of a larger buffer', () => {
    const whole = Uint8Array.of(0xdd, 0x91, 0x01, 0xdd, 0xff, 0xff, 0xff, 0xff);
    expect(hasPlausibleLengths(whole.subarray(1, 3))).toBe(true);
    expect(hasPlausibleLengths(whole.subarray(1))).toBe(false);
  });
});
