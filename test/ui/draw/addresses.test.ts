import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../../source/payload/printable.ts';
import { webAddressesIn } from '../../../source/ui/draw/web-addresses.ts';
import { screenTexts } from '../../support/screen-texts.ts';

const shown = (text: string): string[] =>
  webAddressesIn(text).map(({ start, end }) => text.slice(start, end));
const uris = (text: string): string[] => webAddressesIn(text).map(({ uri }) => uri);

describe('an address in a text', () => {
  it.each([
    ['see http://a.example/x, and', 'http://a.example/x'],
    ['http://a.example/x.', 'http://a.example/x'],
    ['really http://a.example/?!', 'http://a.example/'],
    ['(http://a.example/x_(y))', 'http://a.example/x_(y)'],
    ['(see http://a.example/x).', 'http://a.example/x'],
    ['[http://a.example/]', 'http://a.example/'],
    ['<http://a.example/x>', 'http://a.example/x'],
    ['"http://a.example/x",', 'http://a.example/x'],
    ['http://[::1]:8080/x]', 'http://[::1]:8080/x'],
    ['HTTPS://A.example', 'HTTPS://A.example'],
    ['http://a.example/?q=a&b=c#d', 'http://a.example/?q=a&b=c#d'],
    ['看https://例子.example/路径，谢谢', 'https://例子.example/路径'],
    ['（https://a.example/x）', 'https://a.example/x'],
    ['《https://a.example/x》', 'https://a.example/x'],
    ['https://a.example/x。', 'https://a.example/x'],
    ['https://a.example/👍🏽 yes', 'https://a.example/👍🏽'],
  ])('ends where it ends: %s', (text, expected) => {
    expect(shown(text)).toEqual([expected]);
  });

  it.each([
    'ftp://a.example/x',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'xhttp://a.example',
    'http://',
    'http://…',
    'http://a.example:99999/',
    // Only a part of it is there.
    'http://a.example/lo…',
    String.raw`http://a.example\@b.example/`,
    `http://a.example/${'x'.repeat(2000)}`,
  ])('is none: %s', (text) => {
    expect(webAddressesIn(text)).toEqual([]);
  });

  it('is percent-encoded, its host as DNS has it', () => {
    expect(uris('https://bücher.example/路径?q=ü')).toEqual([
      'https://xn--bcher-kva.example/%E8%B7%AF%E5%BE%84?q=%C3%BC',
    ]);
  });

  it('ends where something was made visible', () => {
    expect(shown(printable('http://a.example/x\u202Ey http://b.example/\u001b]8;;z'))).toEqual([
      'http://a.example/x',
      'http://b.example/',
    ]);
  });

  it('is printable ASCII of at most 2,000 characters, whatever the text', () => {
    fc.assert(
      fc.property(screenTexts(40), screenTexts(40), (before, after) => {
        for (const { uri, start, end } of webAddressesIn(printable(`${before}https://${after}`))) {
          expect(uri).toMatch(/^https?:\/\/[!-~]{1,1992}$/);
          expect(end).toBeGreaterThan(start);
        }
      }),
    );
  });

  it('is found in time that grows with the text, not with its square', () => {
    const text = `http://a.example/${')'.repeat(1900)} `.repeat(40);
    const start = performance.now();
    expect(webAddressesIn(text)).toHaveLength(40);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
