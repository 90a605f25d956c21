import { describe, expect, it } from 'vitest';
import { decodeText } from '../../source/payload/decoders/text.ts';
import { isText, looksLikeText } from '../../source/payload/text.ts';

const layOut = (text: string): string[] | undefined =>
  decodeText(Buffer.from(text), false)?.lines?.map((line) =>
    line.map((token) => token.text).join(''),
  );

describe('decodeText', () => {
  it('breaks lines at every kind of line ending', () => {
    expect(layOut('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps empty lines', () => {
    expect(layOut('a\n\n\r\nb\n')).toEqual(['a', '', '', 'b', '']);
  });

  it('turns tabs into spaces', () => {
    expect(layOut('a\tb')).toEqual(['a       b']);
  });

  it('shows controls in the lines', () => {
    expect(layOut('\u001b[1mbold\u001b[0m\u2028')).toEqual(['␛[1mbold␛[0m<U+2028>']);
  });

  it('tells that it stops after 2,000 lines', () => {
    const long = decodeText(Buffer.alloc(5000, 'a\n'), false);
    expect(long?.lines).toHaveLength(2000);
    expect(long?.problem).toBe('Only the first 2,000 lines are shown.');
  });

  it('shows all of a line however long it is, and cuts no character in two', () => {
    const long = `x${'😀'.repeat(10_000)}end`;
    const lines = layOut(`${long}\nnext`) ?? [];
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.slice(0, -1).join('')).toBe(long);
    expect(lines.at(-1)).toBe('next');
  });

  it('leaves bytes that are no UTF-8 to others', () => {
    expect(decodeText(Buffer.from([0x61, 0xff]), true)).toBeUndefined();
  });

  it('leaves bytes that are UTF-8 by chance to others', () => {
    expect(decodeText(Buffer.from([1, 2, 3, 0x41]), false)).toBeUndefined();
  });

  it('takes them when it is told to', () => {
    expect(decodeText(Buffer.from([1, 0x41]), true)?.lines).toEqual([
      [{ role: 'text', text: '␁A' }],
    ]);
  });
});

describe('looksLikeText', () => {
  it.each(['', 'a', '你好', 'a\tb\r\n', '\u001b[1m', '\n\n\n', 'ten chars\0', '\ufffd'])(
    'takes %j for text',
    (text) => {
      expect(looksLikeText(text)).toBe(true);
    },
  );

  it.each(['\0', 'nine char\0'.slice(1), '\u0001\u0002', 'a\u0085'])(
    'takes %j for data',
    (text) => {
      expect(looksLikeText(text)).toBe(false);
    },
  );
});

describe('a payload that is text', () => {
  it.each([
    ['hello', true],
    [' ', true],
    ['~', true],
    ['\n', true],
    ['你好', true],
    ['\u007f', false],
    ['\u0001\u0002', false],
    ['', false],
  ])('%j: %s', (text, expected) => {
    expect(isText(Buffer.from(text))).toBe(expected);
  });

  it('is UTF-8 as far as it is looked at', () => {
    expect(isText(Buffer.from([0x41, 0xff]))).toBe(false);
    expect(isText(Buffer.from([0xff, 0x41]))).toBe(false);
    expect(isText(Buffer.concat([Buffer.from('你'.repeat(200)), Buffer.from([0xff])]))).toBe(true);
    expect(isText(Buffer.from(`\u0001${'a'.repeat(8)}`))).toBe(false);
    expect(isText(Buffer.from(`\u0001${'a'.repeat(9)}`))).toBe(true);
  });
});
