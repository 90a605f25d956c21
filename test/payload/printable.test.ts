import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../source/payload/printable.ts';
import { hostileTexts } from '../support/arbitraries.ts';

/** What no terminal may get, by number: C0, DEL, C1, bidi controls, line and paragraph separators. */
const forbidden =
  // oxlint-disable-next-line no-control-regex
  /[\0-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

const longestPile = (text: string): number =>
  Math.max(0, ...(text.match(/\p{M}+/gu) ?? []).map((marks) => Array.from(marks).length));

const ordinary = [
  ['Chinese', '你好，世界。漢字𠮷'],
  ['Japanese', 'こんにちは、ガギグゲゴ ﾊﾟ'],
  ['Korean, composed and not', '한국어 한국어'],
  ['Arabic with vowel signs', 'السَّلَامُ عَلَيْكُمْ ١٢٣'],
  ['Arabic number and verse signs', '\u0600١٢ \u06dd١'],
  ['Hebrew with points', 'שָׁלוֹם עֲלֵיכֶם'],
  ['Persian with a zero-width non-joiner', 'می\u200cخواهم'],
  ['Hindi with a zero-width joiner', 'क्\u200dष नमस्ते'],
  ['Thai', 'สวัสดีที่นี่'],
  ['Vietnamese, decomposed', 'Tiếng Việt'.normalize('NFD')],
  ['Greek, Cyrillic and the dotless i', 'Ελλάδα Ёлка ıİ'],
  ['emoji with skin tones', '👍🏽 ✊🏿'],
  ['a family', '👨\u200d👩\u200d👧\u200d👦'],
  ['a rainbow flag', '🏳️\u200d🌈'],
  ['flags of countries', '🇩🇪🇯🇵'],
  ['the flag of England', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ['a keycap', '1\ufe0f\u20e3'],
  ['box drawing and symbols', '╭─╮ ▂▃▅ °C € ✓'],
  ['plain ASCII', ' !"#$%&\'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~'],
] as const;

/** The invisible tag characters that spell a text. */
const tags = (text: string): string =>
  text.replaceAll(/./g, (character) => String.fromCodePoint(0xe0000 + character.charCodeAt(0)));

const endTag = '\u{e007f}';

describe('printable', () => {
  it.each(ordinary)('leaves %s as it is', (_name, text) => {
    expect(printable(text)).toBe(text);
  });

  it.each([
    ['a colour', '\u001b[31mred', '␛[31mred'],
    ['a null', 'a\0b', 'a␀b'],
    ['a line feed', 'a\nb', 'a␊b'],
    ['a carriage return', 'a\rb', 'a␍b'],
    ['a tab', 'a\tb', 'a␉b'],
    ['a delete', '\u007f', '␡'],
    ['the C1 control CSI', '\u009b31m', '<U+009B>31m'],
    ['next line', '\u0085', '<U+0085>'],
    ['a bidi override', 'a\u202eb', 'a<U+202E>b'],
    ['a bidi isolate', '\u2066', '<U+2066>'],
    ['a right-to-left mark', '\u200f', '<U+200F>'],
    ['a line separator', '\u2028', '<U+2028>'],
    ['a paragraph separator', '\u2029', '<U+2029>'],
    ['a byte order mark', '\ufeffa', '<U+FEFF>a'],
    ['a zero-width space', 'a\u200bb', 'a<U+200B>b'],
    ['half a surrogate pair', 'a\ud83d', 'a<U+D83D>'],
    ['the other half', '\ude00a', '<U+DE00>a'],
    ['a tag character without its flag', 'a\u{e0067}', 'a<U+E0067>'],
    ['a flag of tags without its end', '🏴\u{e0067}\u{e0062}', '🏴<U+E0067><U+E0062>'],
    ['a noncharacter', '\u{10ffff}', '<U+10FFFF>'],
    ['a flag of one tag', `🏴${tags('g')}${endTag}`, '🏴<U+E0067><U+E007F>'],
    ['a flag of digits', `🏴${tags('1')}${endTag}`, '🏴<U+E0031><U+E007F>'],
    ['a flag of capitals', `🏴${tags('GB')}${endTag}`, '🏴<U+E0047><U+E0042><U+E007F>'],
    ['tags behind another flag', `🏳${tags('gb')}${endTag}`, '🏳<U+E0067><U+E0062><U+E007F>'],
  ])('shows %s', (_name, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it.each([2, 6])('lets a flag of %i tags through', (count) => {
    const flag = `🏴${tags('gbengx'.slice(0, count))}${endTag}`;
    expect(printable(flag)).toBe(flag);
  });

  it.each([7, 8, 100])('shows what %i tags hide behind a flag', (count) => {
    const shown = printable(`🏴${tags('g'.repeat(count))}${endTag}!`);
    expect(shown).toBe(`🏴${'<U+E0067>'.repeat(count)}<U+E007F>!`);
  });

  it('lets nothing through that a terminal must not get, whatever comes', () => {
    fc.assert(
      fc.property(hostileTexts(), (text) => {
        const shown = printable(text);
        expect(shown).not.toMatch(forbidden);
        expect(shown.isWellFormed()).toBe(true);
        expect(longestPile(shown)).toBeLessThanOrEqual(6);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows every single code unit', () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const shown = printable(String.fromCharCode(unit));
      expect(shown).not.toMatch(forbidden);
      expect(shown.isWellFormed()).toBe(true);
    }
  });

  it('loses nothing but marks that pile up: what is visible can be read back', () => {
    const plain = fc.string({
      unit: fc.constantFrom('a', 'é', '你', '😀', '\n', '\u202e', '\0', '\u007f'),
    });
    const codes = new Map([
      ['␀', '\0'],
      ['␊', '\n'],
      ['␡', '\u007f'],
      ['<U+202E>', '\u202e'],
    ]);
    fc.assert(
      fc.property(plain, (text) => {
        const back = printable(text).replaceAll(
          /[␀␊␡]|<U\+202E>/g,
          (shown) => codes.get(shown) ?? '',
        );
        expect(back).toBe(text);
      }),
    );
  });

  it('changes nothing when it is used twice', () => {
    fc.assert(
      fc.property(hostileTexts(), (text) => {
        const once = printable(text);
        expect(printable(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it('cuts piles of combining marks and says so', () => {
    expect(printable(`z${'\u0301'.repeat(50)}a`)).toBe(`z${'\u0301'.repeat(6)}…a`);
    expect(printable(`z${'\u0301'.repeat(6)}a`)).toBe(`z${'\u0301'.repeat(6)}a`);
  });

  it('cuts them as well when joiners, which take no room, stand between them', () => {
    const unit = fc.constantFrom('\u0301', '\u0301', '\u0489', '\u200d', '\u200c');
    const joined = fc.string({ unit, minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(joined, (text) => {
        const shown = printable(`a${text}`);
        expect(longestPile(shown.replaceAll(/[\u200c\u200d]/g, ''))).toBeLessThanOrEqual(6);
      }),
    );
  });

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcde…'],
    ['abcdef', 0, '…'],
    ['', 0, ''],
    ['😀😀', 4, '😀😀'],
    ['😀😀', 3, '😀…'],
    ['😀😀', 2, '😀…'],
    ['😀😀', 1, '…'],
  ])('cuts %j at %i as %j', (text, limit, shown) => {
    expect(printable(text, limit)).toBe(shown);
  });

  it('never cuts through a surrogate pair', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '你', '😀', '𠮷') });
    fc.assert(
      fc.property(text, fc.nat({ max: 12 }), (whole, limit) => {
        const shown = printable(whole, limit);
        const kept = shown.replace(/…$/, '');
        expect(shown.isWellFormed()).toBe(true);
        expect(whole.startsWith(kept)).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(limit);
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(whole.length, limit - 1));
        expect(shown === whole).toBe(whole.length <= limit);
      }),
    );
  });

  it('has a limit even when none is given', () => {
    expect(printable('a'.repeat(1_000_000)).length).toBeLessThan(5000);
    expect(printable('\u202e'.repeat(1_000_000)).length).toBeLessThan(50_000);
  });
});
