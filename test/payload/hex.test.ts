import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenLine } from '../../source/payload/laid-out.ts';
import { decodeHex, hexPreview } from '../../source/payload/hex.ts';

const linesOf = (bytes: Uint8Array): readonly TokenLine[] => decodeHex(bytes).lines ?? [];

const layOut = (bytes: Uint8Array): string[] =>
  linesOf(bytes).map((line) => line.map(({ text }) => text).join(''));

describe('decodeHex', () => {
  it('shows offset, bytes and ASCII', () => {
    expect(layOut(Buffer.from('MQTT\0\u001b[1m 0123456789~\u007f'))).toEqual([
      '0000  4d 51 54 54 00 1b 5b 31 6d 20 30 31 32 33 34 35  MQTT··[1m 012345',
      '0010  36 37 38 39 7e 7f                                6789~·',
    ]);
  });

  it('can be read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const digits = linesOf(bytes).map((line) => line[1]?.text ?? '');
        expect(Buffer.from(digits.join('').replaceAll(' ', ''), 'hex')).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('keeps its columns aligned', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (bytes) => {
        const starts = linesOf(bytes).map(
          ([offset, digits]) => `${offset?.text}${digits?.text}`.length,
        );
        expect(new Set(starts).size).toBe(1);
      }),
    );
  });

  it('tells that it stops after 2,000 lines, and keeps them aligned', () => {
    const lines = layOut(new Uint8Array(0x10_010));
    expect(lines.at(-1)).toMatch(/^07cf0 /);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
    expect(decodeHex(new Uint8Array(0x10_010)).problem).toBe(
      'Only the first 32,000 bytes are shown.',
    );
    expect(decodeHex(new Uint8Array(32_000))).not.toHaveProperty('problem');
  });
});

const folded = (bytes: Uint8Array, cells: number): string[] => {
  const { lines = [], fold } = decodeHex(bytes);
  return lines
    .flatMap((line) => fold?.(line, cells) ?? [])
    .map((line) => line.map(({ text }) => text).join(''));
};

describe('a dump in a narrow pane', () => {
  it('has 8 or 4 bytes in a line, with their offsets and characters', () => {
    const bytes = Buffer.from('MQTT 5   and 3.1.1 ');
    expect(folded(bytes, 71)).toEqual(layOut(bytes));
    expect(folded(bytes, 70)).toEqual([
      '0000  4d 51 54 54 20 35 20 20  MQTT 5  ',
      '0008  20 61 6e 64 20 33 2e 31   and 3.1',
      '0010  2e 31 20                 .1 ',
    ]);
    expect(folded(bytes, 38).slice(-2)).toEqual([
      '000c  20 33 2e 31   3.1',
      '0010  2e 31 20     .1 ',
    ]);
  });

  it('loses no byte at any width', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 100 }),
        fc.integer({ min: 1, max: 80 }),
        (bytes, cells) => {
          const digits = (decodeHex(bytes).lines ?? [])
            .flatMap((line) => decodeHex(bytes).fold?.(line, cells) ?? [])
            .map((line) => line[1]?.text ?? '');
          expect(Buffer.from(digits.join('').replaceAll(' ', ''), 'hex')).toEqual(
            Buffer.from(bytes),
          );
        },
      ),
    );
  });
});

describe('hexPreview', () => {
  it('is one line, with a mark when there is more', () => {
    expect(hexPreview(Uint8Array.of(1, 0xff, 0x10), 3)).toBe('0x 01 ff 10');
    expect(hexPreview(Uint8Array.of(1, 0xff, 0x10), 2)).toBe('0x 01 ff …');
  });
});
