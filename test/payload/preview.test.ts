import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preview } from '../../source/payload/preview.ts';
import { payloads } from '../support/arbitraries.ts';

describe('preview', () => {
  it.each([
    ['nothing', Buffer.alloc(0), '(empty)'],
    ['a number', Buffer.from('21.5'), '21.5'],
    ['text', Buffer.from('你好'), '你好'],
    ['JSON as it is', Buffer.from('{"a": 1}'), '{"a": 1}'],
    ['lines in one', Buffer.from('a\nb'), 'a␊b'],
    ['data', Buffer.from([0, 0xff]), '0x 00 ff'],
    ['data that is UTF-8 by chance', Buffer.from([0, 1, 2]), '0x 00 01 02'],
  ])('shows %s', (_name, payload, shown) => {
    expect(preview(payload, 40)).toBe(shown);
  });

  it('marks that there is more', () => {
    expect(preview(Buffer.from('x'.repeat(100)), 5)).toBe('xxxxx…');
    expect(preview(Buffer.from('你'.repeat(100)), 5)).toBe('你你你你你…');
    expect(preview(Buffer.from('😀'.repeat(100)), 5)).toBe('😀😀…');
    expect(preview(new Uint8Array(100), 6)).toBe('0x 00 00 …');
  });

  it('is safe to draw on one line, whatever comes', () => {
    fc.assert(
      fc.property(payloads, fc.integer({ min: 1, max: 100 }), (payload, limit) => {
        const shown = preview(payload, limit);
        expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        expect(shown.isWellFormed()).toBe(true);
        expect(shown).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });

  it('is about as long as asked for at most, whatever comes', () => {
    const hidden = fc.string({
      unit: fc.constantFrom('\u202e', '\u2028', '\u{e0041}', 'a'),
      maxLength: 400,
    });
    const texts = hidden.map((text) => Buffer.from(text));
    fc.assert(
      fc.property(
        fc.oneof(payloads, texts),
        fc.integer({ min: 10, max: 100 }),
        (payload, limit) => {
          expect(preview(payload, limit).length).toBeLessThanOrEqual(limit * 1.5 + 10);
        },
      ),
    );
  });

  it('tears no character where it cuts what was made visible', () => {
    expect(preview(Buffer.from('\u202ea😀😀😀'), 10)).toBe('<U+202E>a…');
  });

  it('takes 10 MB', () => {
    expect(preview(Buffer.alloc(10_000_000, 'a'), 20)).toBe(`${'a'.repeat(20)}…`);
    expect(preview(Buffer.alloc(10_000_000, 0xff), 6)).toBe('0x ff ff …');
  });
});
