import { expect, it } from 'vitest';
import { decodeText } from '../../source/payload/decoders/text.ts';
import { preview } from '../../source/payload/preview.ts';
import { tabsAsBlanks } from '../../source/payload/tabs.ts';

it.each([
  ['a\tb', 'a       b'],
  ['\tb', '        b'],
  ['12345678\tb', '12345678        b'],
  ['a\t\tb', 'a               b'],
  ['你好\tb', '你好    b'],
  ['e\u0301\tb', 'e\u0301       b'],
  ['no tab', 'no tab'],
])('%j is drawn as %j', (line, drawn) => {
  expect(tabsAsBlanks(line)).toBe(drawn);
});

it('a payload has them in previews and details too', () => {
  const payload = Buffer.from('name\tvalue\nlamp\ton');
  expect(preview(payload, 100)).toBe('name    value␊lamp    on');
  const tokens = decodeText(payload, true)?.lines?.map((line) => line.map(({ text }) => text));
  expect(tokens).toEqual([['name    value'], ['lamp    on']]);
});
