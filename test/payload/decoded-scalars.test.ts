import { describe, expect, it } from 'vitest';
import type { Decoded, PayloadInput } from '../../source/payload/decoded.ts';
import type { DecoderTools } from '../../source/payload/decoder.ts';
import { image } from '../../source/payload/decoders/image.ts';
import { cborValue } from '../../source/payload/decoders/lazy/cbor-value.ts';
import { messagePackValue } from '../../source/payload/decoders/lazy/messagepack-value.ts';
import { number } from '../../source/payload/decoders/number.ts';
import { textValue, type Value } from '../../source/payload/value.ts';

const inputOf = (payload: Uint8Array): PayloadInput => ({
  topic: 'a',
  payload,
  isChosen: false,
  argument: '',
  depth: 0,
  mostInflated: 0,
});

const tools: DecoderTools = {
  schemas: {},
  lastPayload: () => undefined,
  inside: () => ({ kind: 'inside', notes: [] }),
};

const numberIn = (text: string): Decoded | undefined =>
  'decode' in number ? number.decode(inputOf(Buffer.from(text)), tools) : undefined;

const notesOf = (text: string): string[] =>
  (numberIn(text)?.notes ?? []).map((note) => `${note.name}: ${note.text}`);

describe('a number as text', () => {
  it.each<[string, string[]]>([
    ['0', ['hex: 0x0']],
    ['+10', ['hex: 0xa']],
    ['-16', ['hex: -0x10']],
    ['12345678901234567890', ['hex: 0xab54a98ceb1f0ad2']],
    ['1e3', []],
    ['1.', []],
    ['.5', []],
    ['-1.5E-3', []],
    ['170000000', ['hex: 0xa21fe80']],
    ['1700000000', ['hex: 0x6553f100', 'time, if seconds: 2023-11-14T22:13:20.000Z']],
    // A time has no sign, and no zeros before it.
    ['+1700000000', ['hex: 0x6553f100']],
    ['-123456789', ['hex: -0x75bcd15']],
    ['-1700000000', ['hex: -0x6553f100']],
    ['0001700000', ['hex: 0x19f0a0']],
    ['0xFF', ['decimal: 255']],
    ['-0xab', ['decimal: -171']],
    ['0X1F', ['decimal: 31']],
    ['0xFFFFFFFFFFFFFFFFFF', ['decimal: 4722366482869645213695']],
    ['1700000000123', ['hex: 0x18bcfe5687b', 'time, if milliseconds: 2023-11-14T22:13:20.123Z']],
    [
      '1700000000123456',
      ['hex: 0x60a2418202240', 'time, if microseconds: 2023-11-14T22:13:20.123456Z'],
    ],
    [
      '1700000000123456789',
      ['hex: 0x17979cfe3d85cd15', 'time, if nanoseconds: 2023-11-14T22:13:20.123456789Z'],
    ],
  ])('is told in other ways: %s', (text, notes) => {
    expect(notesOf(text)).toEqual(notes);
    expect(numberIn(` ${text}\n`)).toMatchObject({
      kind: 'number',
      value: { kind: 'number', text },
    });
  });

  it.each(['', '+', '.', '1e', '0x', '0xG', '1 2', '1,5', 'NaN', '1-', 'a1', '--1'])(
    'is none in %j',
    (text) => {
      expect(numberIn(text)).toBeUndefined();
    },
  );

  it('has no more than 1,000 bytes, and is UTF-8', () => {
    expect(numberIn('1'.repeat(64))?.notes).toHaveLength(1);
    expect(numberIn('1'.repeat(1000))).toMatchObject({ kind: 'number', notes: [] });
    expect(numberIn('1'.repeat(1001))).toBeUndefined();
    expect(
      'decode' in number && number.decode(inputOf(Uint8Array.of(0x31, 0xff)), tools),
    ).toBeUndefined();
  });
});

const beginsImage = (text: string): boolean =>
  'mayAccept' in image && image.mayAccept(inputOf(Buffer.from(text, 'latin1')));

describe('an image', () => {
  it.each<[string, string]>([
    ['PNG', '\u0089PNG\r\n\u001a\n'],
    ['JPEG', '\u00ff\u00d8\u00ff\u00e0'],
    ['GIF87a', 'GIF87a..'],
    ['GIF89a', 'GIF89a..'],
    ['TIFF', 'II*\0....'],
    ['TIFF of the other order', 'MM\0*....'],
    ['WebP', 'RIFF....WEBPVP8L'],
    ['AVIF', '....ftypavif'],
    ['HEIC', '....ftypheic'],
  ])('is known by its start: %s', (_, start) => {
    expect(beginsImage(start)).toBe(true);
    expect(beginsImage(`x${start}`)).toBe(false);
    expect(beginsImage(start.slice(0, 2))).toBe(false);
  });
});

const hex = (digits: string): Uint8Array =>
  Uint8Array.from(Buffer.from(digits.replaceAll(' ', ''), 'hex'));

const tag = (name: string, value: Value): Value => ({ kind: 'tag', tag: name, value });

const bytes = (...numbers: readonly number[]): Value => ({
  kind: 'bytes',
  bytes: Buffer.from(numbers),
});

describe('a value of MessagePack', () => {
  it.each<[string, Value]>([
    ['c0', { kind: 'null' }],
    ['c2', { kind: 'boolean', value: false }],
    ['c3', { kind: 'boolean', value: true }],
    ['ff', { kind: 'number', text: '-1' }],
    ['cf ff ff ff ff ff ff ff ff', { kind: 'number', text: '18446744073709551615' }],
    ['ca 3d cc cc cd', { kind: 'number', text: '0.1' }],
    ['ca 42 fe 00 00', { kind: 'number', text: '127.0' }],
    ['cb 40 5f c0 00 00 00 00 00', { kind: 'number', text: '127.0' }],
    ['cb 80 00 00 00 00 00 00 00', { kind: 'number', text: '-0.0' }],
    ['7f', { kind: 'number', text: '127' }],
    ['e0', { kind: 'number', text: '-32' }],
    ['cc 80', { kind: 'number', text: '128' }],
    ['cd 80 00', { kind: 'number', text: '32768' }],
    ['ce 80 00 00 00', { kind: 'number', text: '2147483648' }],
    ['d0 80', { kind: 'number', text: '-128' }],
    ['d1 80 00', { kind: 'number', text: '-32768' }],
    ['d2 80 00 00 00', { kind: 'number', text: '-2147483648' }],
    ['d3 80 00 00 00 00 00 00 00', { kind: 'number', text: '-9223372036854775808' }],
    ['a0', textValue('')],
    ['d9 01 61', textValue('a')],
    ['da 00 01 61', textValue('a')],
    ['db 00 00 00 01 61', textValue('a')],
    ['c5 00 01 ff', bytes(255)],
    ['c6 00 00 00 01 ff', bytes(255)],
    ['dc 00 01 c0', { kind: 'list', items: [{ kind: 'null' }] }],
    ['dd 00 00 00 01 c0', { kind: 'list', items: [{ kind: 'null' }] }],
    ['de 00 01 a1 61 c0', { kind: 'map', members: [{ key: 'a', value: { kind: 'null' } }] }],
    ['df 00 00 00 01 a1 61 c0', { kind: 'map', members: [{ key: 'a', value: { kind: 'null' } }] }],
    ['c8 00 01 07 ff', tag('extension 7', bytes(255))],
    ['c9 00 00 00 01 07 ff', tag('extension 7', bytes(255))],
    ['d5 07 01 02', tag('extension 7', bytes(1, 2))],
    ['d6 07 01 02 03 04', tag('extension 7', bytes(1, 2, 3, 4))],
    ['d7 07 01 02 03 04 05 06 07 08', tag('extension 7', bytes(1, 2, 3, 4, 5, 6, 7, 8))],
    [`d8 07 ${'00'.repeat(16)}`, tag('extension 7', bytes(...Array.from({ length: 16 }, () => 0)))],
    ['a1 61', textValue('a')],
    ['c4 02 01 ff', bytes(1, 255)],
    ['90', { kind: 'list', items: [] }],
    ['80', { kind: 'map', members: [] }],
    ['c7 00 07', tag('extension 7', bytes())],
    ['d4 80 01', tag('extension -128', bytes(1))],
    ['d6 ff 00 00 00 01', tag('timestamp', textValue('1970-01-01T00:00:01.000Z'))],
    [
      'd7 ff 00 00 00 04 00 00 00 01',
      tag('timestamp', textValue('1970-01-01T00:00:01.000000001Z')),
    ],
    [
      'd7 ff 00 00 00 28 00 00 00 01',
      tag('timestamp', textValue('1970-01-01T00:00:01.000000010Z')),
    ],
    [
      'c7 0c ff 1d cd 65 00 ff ff ff ff ff ff ff ff',
      tag('timestamp', textValue('1969-12-31T23:59:59.500Z')),
    ],
    // A time that no clock shows.
    [
      'c7 0c ff 00 00 00 00 7f ff ff ff ff ff ff ff',
      tag('extension -1', bytes(0, 0, 0, 0, 127, 255, 255, 255, 255, 255, 255, 255)),
    ],
    ['d4 ff 01', tag('extension -1', bytes(1))],
  ])('is what %s stands for', (digits, value) => {
    expect(messagePackValue(hex(digits))).toEqual(value);
  });

  it('has keys as they were sent', () => {
    expect(messagePackValue(hex('83 a3 61 20 62 01 02 03 a0 04'))).toEqual({
      kind: 'map',
      members: [
        { key: 'a b', value: { kind: 'number', text: '1' } },
        { key: '2', source: '2', value: { kind: 'number', text: '3' } },
        { key: '', value: { kind: 'number', text: '4' } },
      ],
    });
  });
});

/** What becomes of a whole number of so many bytes. */
const kindOfLong = (size: number): string =>
  cborValue(
    Buffer.concat([hex('c2 59'), Uint8Array.of(size >> 8, size & 0xff), Buffer.alloc(size, 1)]),
  ).kind;

/** What becomes of a number in so many lists. */
const nested = (levels: number): string =>
  JSON.stringify(cborValue(Buffer.concat([Buffer.alloc(levels, 0x81), hex('01')])));

describe('a value of CBOR', () => {
  it.each<[string, Value]>([
    ['f6', { kind: 'null' }],
    ['f7', { kind: 'undefined' }],
    ['f4', { kind: 'boolean', value: false }],
    ['f5', { kind: 'boolean', value: true }],
    ['41 ff', bytes(255)],
    ['f0', tag('simple value', { kind: 'number', text: '16' })],
    ['c0 61 61', tag('time', textValue('a'))],
    ['c1 01', tag('1970-01-01T00:00:01.000Z', { kind: 'number', text: '1' })],
    ['c1 61 61', tag('tag 1', textValue('a'))],
    [
      'c1 1b ff ff ff ff ff ff ff ff',
      tag('tag 1', { kind: 'number', text: '18446744073709551615' }),
    ],
    ['c2 40', { kind: 'number', text: '0' }],
    ['c3 40', { kind: 'number', text: '-1' }],
    ['c2 61 61', tag('tag 2', textValue('a'))],
    ['c4 41 01', tag('tag 4', bytes(1))],
    ['82 01 61 61', { kind: 'list', items: [{ kind: 'number', text: '1' }, textValue('a')] }],
    [
      'a2 61 61 01 02 03',
      {
        kind: 'map',
        members: [
          { key: 'a', value: { kind: 'number', text: '1' } },
          { key: '2', source: '2', value: { kind: 'number', text: '3' } },
        ],
      },
    ],
  ])('is what %s stands for', (digits, value) => {
    expect(cborValue(hex(digits))).toEqual(value);
  });

  it('is written as a number only where that is no long one', () => {
    expect(kindOfLong(511)).toBe('number');
    expect(kindOfLong(512)).toBe('tag');
  });

  it('is read 256 levels deep', () => {
    expect(nested(256)).not.toContain('nested deeper');
    expect(nested(257)).toContain('nested deeper');
  });
});
