import { describe, expect, it } from 'vitest';
import { layOutText, looksLikeText } from '../../source/payload/text.ts';

const layOut = (text: string, maximumLines = 100): string[] | undefined =>
  layOutText(Buffer.from(text), maximumLines)?.map((line) =>
    line.map((token) => token.text).join(''),
  );

describe('layOutText', () => {
  it('breaks lines at every kind of line ending', () => {
    expect(layOut('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps empty lines', () => {
    expect(layOut('a\n\n\r\nb\n')).toEqual(['a', '', '', 'b', '']);
  });

  it('turns tabs into spaces', () => {
    expect(layOut('a\tb')).toEqual(['a    b']);
  });

  it('shows controls in the lines', () => {
    expect(layOut('\u001b[1mbold\u001b[0m\u2028')).toEqual(['␛[1mbold␛[0m<U+2028>']);
  });

  it('stops at the line limit', () => {
    expect(layOut('a\nb\nc', 2)).toEqual(['a', 'b']);
    expect(layOut('a\nb\nc', 0)).toEqual([]);
  });

  it('leaves bytes that are no UTF-8 to others', () => {
    expect(layOutText(Buffer.from([0x61, 0xff]), 10)).toBeUndefined();
  });

  it('leaves bytes that are UTF-8 by chance to others', () => {
    expect(layOutText(Buffer.from([1, 2, 3, 0x41]), 10)).toBeUndefined();
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
