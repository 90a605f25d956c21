import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8, utf8Start } from '../../source/payload/utf8.ts';

const texts = fc.string({ unit: fc.constantFrom('a', 'é', '你', '😀'), maxLength: 30 });

const invalid = [
  ['a byte that begins nothing', [0xff]],
  ['a continuation without a beginning', [0x80]],
  ['an overlong form', [0xc0, 0x80]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['more than U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ['a character that breaks off', [0x61, 0xe4, 0xbd]],
] as const;

describe('utf8', () => {
  it('reads what was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8(Buffer.from(text))).toBe(text);
      }),
    );
  });

  it.each(invalid)('refuses %s, and goes on with the next payload', (_name, bytes) => {
    expect(utf8(Uint8Array.from(bytes))).toBeUndefined();
    expect(utf8(Buffer.from('ok'))).toBe('ok');
  });

  it('keeps a byte order mark, which is part of the payload', () => {
    expect(utf8(Buffer.from('\ufeffa'))).toBe('\ufeffa');
  });
});

describe('utf8Start', () => {
  it('is the beginning of the text, as long as fits, cut between characters', () => {
    fc.assert(
      fc.property(texts, fc.nat({ max: 80 }), (text, limit) => {
        const bytes = Buffer.from(text);
        const start = utf8Start(bytes, limit) ?? 'invalid';
        const length = Buffer.byteLength(start);
        expect(text.startsWith(start)).toBe(true);
        expect(length).toBeLessThanOrEqual(limit);
        expect(length).toBeGreaterThan(Math.min(bytes.length, limit) - 4);
      }),
    );
  });

  it('reads no further than the limit', () => {
    expect(utf8Start(Buffer.from([0x61, 0x62, 0xff, 0xff]), 2)).toBe('ab');
    expect(utf8Start(Buffer.from([0x61, 0x62, 0xff, 0xff]), 3)).toBeUndefined();
  });

  it('refuses a run of continuation bytes', () => {
    expect(utf8Start(new Uint8Array(100).fill(0x80), 10)).toBeUndefined();
  });
});
