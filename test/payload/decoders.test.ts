import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoders, layOutPayload } from '../../source/payload/decoders.ts';
import { payloads } from '../support/arbitraries.ts';

const tenMegabytes = 10_000_000;

describe('layOutPayload', () => {
  it.each([
    ['JSON', Buffer.from('{"a":1}')],
    ['JSON', Buffer.from('12')],
    ['text', Buffer.from('{"a":1')],
    ['text', Buffer.from('你好')],
    ['hex', Buffer.from([0xff, 0xfe])],
    ['hex', Buffer.from([0, 1, 2])],
    ['empty', Buffer.alloc(0)],
  ])('finds %s', (decoder, payload) => {
    expect(layOutPayload(payload, 10).decoder).toBe(decoder);
  });

  it('has no lines for an empty payload', () => {
    expect(layOutPayload(new Uint8Array(), 10).lines).toEqual([]);
  });

  it('takes any bytes, gives printable tokens, and keeps to the line limit', () => {
    fc.assert(
      fc.property(payloads, fc.nat({ max: 30 }), (payload, maximumLines) => {
        const { decoder, lines } = layOutPayload(payload, maximumLines);
        expect(decoder).not.toBe('nothing');
        expect(lines.length).toBeLessThanOrEqual(maximumLines);
        for (const { text } of lines.flat()) {
          expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
          expect(text.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a JSON string', 'JSON', Buffer.from(JSON.stringify({ a: 'x'.repeat(tenMegabytes) }))],
    ['a JSON array', 'JSON', Buffer.from(`[${'1,'.repeat(tenMegabytes / 2)}1]`)],
    ['JSON that is mostly blanks', 'JSON', Buffer.from(`[${' '.repeat(tenMegabytes)}]`)],
    ['one line of text', 'text', Buffer.alloc(tenMegabytes, 'word ')],
    ['empty lines', 'text', Buffer.alloc(tenMegabytes, '\n')],
    ['noise', 'hex', Buffer.alloc(tenMegabytes, 0xff)],
    ['zeros', 'hex', Buffer.alloc(tenMegabytes)],
  ])('takes 10 MB of %s', (_name, decoder, payload) => {
    const laidOut = layOutPayload(payload, 50);
    expect(laidOut.decoder).toBe(decoder);
    expect(laidOut.lines.length).toBeLessThanOrEqual(50);
    for (const { text } of laidOut.lines.flat()) expect(text.length).toBeLessThan(5000);
  });

  it('takes bytes of a larger buffer for what they are', () => {
    const whole = Buffer.from('xx{"a":1}xx');
    expect(layOutPayload(whole.subarray(2, -2), 10).decoder).toBe('JSON');
  });
});

describe('the table of decoders', () => {
  it('ends with one that takes everything', () => {
    fc.assert(
      fc.property(payloads, (payload) => {
        expect(decoders.at(-1)?.layOut(payload, 1000)).toBeDefined();
      }),
    );
  });

  it('names each once', () => {
    expect(new Set(decoders.map(({ name }) => name)).size).toBe(decoders.length);
  });
});
