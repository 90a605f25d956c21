import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import {
  GraphemeTable,
  isUncertain,
  kindOfUnit,
  kinds,
  nothing,
} from '../../../source/ui/terminal/graphemes.ts';

const units = Array.from({ length: 0x1_00_00 }, (_, unit) => String.fromCharCode(unit));
const ofKind = (kind: number): string[] => units.filter((_, unit) => kindOfUnit[unit] === kind);
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const count = (text: string): number => Array.from(segmenter.segment(text)).length;

describe('the characters that are read without cutting graphemes', () => {
  it('are as wide for Ink as for us', () => {
    expect(ofKind(kinds.narrow).filter((each) => stringWidth(each) !== 1)).toEqual([]);
    expect(ofKind(kinds.wide).filter((each) => stringWidth(each) !== 2)).toEqual([]);
  });

  it('look the same on all terminals', () => {
    const simple = [...ofKind(kinds.narrow), ...ofKind(kinds.wide)];
    expect(simple.filter(isUncertain)).toEqual([]);
  });

  it('join nothing', () => {
    const simple = [...ofKind(kinds.narrow), ...ofKind(kinds.wide)];
    const joining = simple.filter(
      // A joiner between two emoji, a mark behind a letter, a prepended sign before one.
      (each) =>
        count(`a${each}a`) !== 3 || count(`👩\u200d${each}`) !== 2 || count(each + each) !== 2,
    );
    expect(joining).toEqual([]);
  });
});

describe('a grapheme', () => {
  const table = new GraphemeTable();
  const cells = (text: string): number => table.widthOf(table.codeOf(text));
  const reach = (text: string): number => table.reachOf(table.codeOf(text));

  it.each([
    'a',
    'ä',
    'Ж',
    '─',
    '●',
    '你',
    '한',
    'ｶﾞ',
    'か\u3099',
    'नि',
    'स्ते',
    'น้ำ',
    '👨‍👩‍👧',
    '1️⃣',
    '\ue0a0',
  ])('takes the cells that Ink lays out: %s', (text) => {
    expect(cells(text)).toBe(stringWidth(text));
    expect(table.textOf(table.codeOf(text))).toBe(text);
  });

  it('has the same code at each time, and another one has another', () => {
    expect(table.codeOf('नि')).toBe(table.codeOf('नि'));
    expect(table.codeOf('नि')).not.toBe(table.codeOf('स्ते'));
    expect(table.codeOf('a')).toBe(0x61);
  });

  it('may be drawn as wide as all its characters beside each other, where terminals differ', () => {
    expect(['a', '你', '─', '한', 'ｶﾞ'].map(reach)).toEqual([0, 0, 0, 0, 0]);
    expect(reach('😀')).toBe(2);
    expect(reach('स्ते')).toBe(4);
    expect(reach('👨‍👩‍👧')).toBe(10);
  });

  it('is no cell where Ink takes none', () => {
    expect(
      ['\u200b', '\ufeff', '\u00ad', '\u202e', '\ufe0f'].map((text) => table.codeOf(text)),
    ).toEqual(Array<number>(5).fill(nothing));
  });

  it('stands on a blank if it is a mark alone', () => {
    expect(cells('\u0301')).toBe(1);
    expect(table.textOf(table.codeOf('\u0301'))).toBe(' \u0301');
  });

  it('is replaced if it is half a character or a heap of marks', () => {
    for (const text of ['\ud83d', '\ude00', `e${'\u0301'.repeat(100)}`]) {
      expect(cells(text)).toBe(1);
      expect(table.textOf(table.codeOf(text))).toBe('\ufffd');
    }
  });
});
