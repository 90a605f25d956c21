import { encode, ExtData } from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPlausibleLengths } from '../../source/payload/decoders/lazy/messagepack-lengths.ts';
import { messagePackValue } from '../../source/payload/decoders/lazy/messagepack-value.ts';

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
});
