import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fit,
  graphemes,
  takeCells,
  truncate,
  widthOf,
  wrapBehind,
  wrapCells,
} from '../../../source/ui/draw/cells.ts';
import { character, screenTexts, sentences } from '../../support/screen-texts.ts';
import { terminalCells } from '../../support/terminal-cells.ts';

const widths = fc.integer({ min: 1, max: 40 });

describe('widthOf', () => {
  it('counts the cells that a plain count gives, whatever the text', () => {
    fc.assert(
      fc.property(screenTexts(), (text) => {
        expect(widthOf(text)).toBe(terminalCells(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['Latin letters with marks', 'Tie\u0302\u0301ng Việt', 10],
    ['Chinese and wide punctuation', '你好，世界', 10],
    ['composed and decomposed Korean', '한한', 4],
    ['a family', '👨\u200d👩\u200d👧\u200d👦', 2],
    ['a skin tone', '👍🏽', 2],
    ['flags', '🇩🇪🇯🇵', 4],
    ['an emoji by its selector', '❤️', 2],
    ['a keycap', '1️⃣', 2],
    ['two consonants of Hindi in one', 'क्\u200dष', 2],
    ['a vowel of Thai that takes a cell', 'กำ', 2],
    ['nothing', '', 0],
  ])('counts %s as terminals draw them', (_name, text, cells) => {
    expect(widthOf(text)).toBe(cells);
  });
});

describe('graphemes', () => {
  it('are the text in pieces', () => {
    fc.assert(
      fc.property(screenTexts(), (text) => {
        expect(graphemes(text).join('')).toBe(text);
      }),
    );
  });

  it('are what people see as one character', () => {
    expect(graphemes('e\u0301你👨\u200d👩\u200d👧🇩🇪')).toEqual([
      'e\u0301',
      '你',
      '👨\u200d👩\u200d👧',
      '🇩🇪',
    ]);
    expect(graphemes('a\r\nb')).toEqual(['a', '\r\n', 'b']);
    expect(graphemes('')).toEqual([]);
  });
});

describe('takeCells', () => {
  it('takes the longest start that fits, in whole characters', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 12 }), widths, (characters, width) => {
        const text = characters.join('');
        const taken = takeCells(text, width);
        const all = graphemes(text);
        const count = graphemes(taken).length;
        expect(all.slice(0, count).join('')).toBe(taken);
        expect(terminalCells(taken)).toBeLessThanOrEqual(width);
        const isLongest =
          count === all.length || terminalCells(all.slice(0, count + 1).join('')) > width;
        expect(isLongest).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('truncate', () => {
  it('gives at most the width, whatever the text', () => {
    fc.assert(
      fc.property(screenTexts(60), fc.integer({ min: 0, max: 40 }), (text, width) => {
        expect(terminalCells(truncate(text, width))).toBeLessThanOrEqual(width);
      }),
      { numRuns: 2000 },
    );
  });

  it('never leaves half a character, whatever the text', () => {
    fc.assert(
      fc.property(screenTexts(60), widths, (text, width) => {
        expect(truncate(text, width).isWellFormed()).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never leaves half a character of a text that takes little room for its length', () => {
    // 23 joiners take no cell: the 24th UTF-16 unit is the first half of the emoji.
    const text = `${'\u200d'.repeat(23)}😀😀😀`;
    expect(truncate(text, 2).isWellFormed()).toBe(true);
  });

  it('leaves alone what fits, and marks what it has cut', () => {
    fc.assert(
      fc.property(sentences(), widths, (text, width) => {
        const cut = truncate(text, width);
        const isMarked = cut.endsWith('…') && text.startsWith(cut.slice(0, -1));
        expect(terminalCells(text) <= width ? cut === text : isMarked).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps as much as fits beside the mark', () => {
    expect(truncate('abcdef', 4)).toBe('abc…');
    expect(truncate('你好世界', 4)).toBe('你…');
    expect(truncate('你好世界', 5)).toBe('你好…');
    expect(truncate('abc', 0)).toBe('');
  });
});

describe('fit', () => {
  it('gives exactly the width, whatever the text', () => {
    fc.assert(
      fc.property(
        screenTexts(60),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom('start' as const, 'end' as const),
        (text, width, align) => {
          expect(terminalCells(fit(text, width, align))).toBe(width);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('fills at the end, or at the start', () => {
    expect(fit('你', 4)).toBe('你  ');
    expect(fit('你', 4, 'end')).toBe('  你');
  });
});

/** Whether the rows are the text again when at each break a blank is put back or not. */
const areTextAgain = (rows: readonly string[], text: string): boolean => {
  let ends = new Set([rows[0]?.length ?? 0]);
  if (!text.startsWith(rows[0] ?? '')) return false;
  for (const row of rows.slice(1)) {
    const starts = [...ends].flatMap((end) => (text[end] === ' ' ? [end, end + 1] : [end]));
    ends = new Set(starts.filter((at) => text.startsWith(row, at)).map((at) => at + row.length));
  }
  return ends.has(text.length) || (ends.has(text.length - 1) && text.endsWith(' '));
};

describe('wrapCells', () => {
  it('gives rows of at most the width, whatever the text', () => {
    fc.assert(
      fc.property(screenTexts(60), fc.integer({ min: 8, max: 40 }), (text, width) => {
        for (const row of wrapCells(text, width)) {
          // One character may be wider than the row: a chain of consonants, a pile of vowel signs.
          const room = graphemes(row).length === 1 ? Number.POSITIVE_INFINITY : width;
          expect(terminalCells(row)).toBeLessThanOrEqual(room);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('loses nothing but single blanks where it breaks', () => {
    fc.assert(
      fc.property(screenTexts(60), widths, (text, width) => {
        const rows = wrapCells(text, width);
        expect(rows.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        expect(areTextAgain(rows, text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('never breaks within a character', () => {
    fc.assert(
      fc.property(fc.array(character, { maxLength: 30 }), widths, (characters, width) => {
        const text = characters.join('');
        expect(wrapCells(text, width).flatMap((row) => graphemes(row))).toEqual(graphemes(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('breaks between words where it can', () => {
    expect(wrapCells('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
    expect(wrapCells('hello world', 5)).toEqual(['hello', 'world']);
    expect(wrapCells('extraordinary', 5)).toEqual(['extra', 'ordin', 'ary']);
    expect(wrapCells('你好 世界', 5)).toEqual(['你好', '世界']);
    expect(wrapCells('', 5)).toEqual(['']);
  });

  it('gives a character that is wider than the row a row of its own', () => {
    expect(wrapCells('你好', 1).slice(0, 2)).toEqual(['你', '好']);
  });

  it('adds no empty row for a blank that has no room at the end', () => {
    expect(wrapCells('hello ', 5)).toEqual(['hello']);
  });

  it.each([
    ['Latin letters', 'a'],
    ['words', 'hello '],
    ['Chinese', '你'],
    ['emoji', '😀'],
  ])('takes no second for the longest sentence that may come, in %s', (_name, unit) => {
    const longest = unit.repeat(Math.floor((64 * 1024) / Buffer.byteLength(unit)));
    const start = performance.now();
    wrapCells(longest, 60);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('wrapBehind', () => {
  it('leaves room before the first row alone', () => {
    expect(wrapBehind(4, 'one two three', 8)).toEqual(['one', 'two', 'three']);
    expect(wrapBehind(4, '你好你好你好', 8)).toEqual(['你好', '你好你好']);
    expect(wrapBehind(0, 'one two three', 8)).toEqual(wrapCells('one two three', 8));
  });
});
