import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexPreview, layOutHex } from '../../source/payload/hex.ts';

const layOut = (bytes: Uint8Array, maximumLines = 1000): string[] =>
  layOutHex(bytes, maximumLines).map((line) => line.map(({ text }) => text).join(''));

describe('layOutHex', () => {
  it('shows offset, bytes and ASCII', () => {
    expect(layOut(Buffer.from('MQTT\0\u001b[1m 0123456789~\u007f'))).toEqual([
      '0000  4d 51 54 54 00 1b 5b 31 6d 20 30 31 32 33 34 35  MQTT··[1m 012345',
      '0010  36 37 38 39 7e 7f                                6789~·',
    ]);
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const digits = layOutHex(bytes, 1000).map((line) => line[1]?.text ?? '');
        expect(Buffer.from(digits.join('').replaceAll(' ', ''), 'hex')).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('keeps its columns aligned', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
        const starts = layOutHex(bytes, 1000).map(
          ([offset, digits]) => `${offset?.text}${digits?.text}`.length,
        );
        expect(new Set(starts).size).toBe(1);
      }),
    );
  });

  it('keeps them aligned beyond 64 KiB', () => {
    const lines = layOut(new Uint8Array(0x10_010), 10_000);
    expect(lines.at(-1)).toMatch(/^10000 /);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it('stops at the line limit', () => {
    expect(layOut(new Uint8Array(1_000_000), 3)).toHaveLength(3);
    expect(layOut(new Uint8Array(10), 0)).toEqual([]);
  });
});

describe('hexPreview', () => {
  it('is one line, with a mark when there is more', () => {
    expect(hexPreview(Uint8Array.of(1, 0xff, 0x10), 3)).toBe('0x 01 ff 10');
    expect(hexPreview(Uint8Array.of(1, 0xff, 0x10), 2)).toBe('0x 01 ff …');
  });
});
