import { afterEach, describe, expect, it } from 'vitest';
import { takeCells, widthOf, wrapCells } from '../../../source/ui/draw/cells.ts';
import { Layouts } from '../../../source/ui/draw/layouts.ts';
import {
  onWidthsChanged,
  setTerminalWidths,
  type TerminalWidths,
  widthsVersion,
} from '../../../source/ui/draw/terminal-widths.ts';
import { emptyLine, insert } from '../../../source/ui/widgets/line-editor.ts';
import { editorRows } from '../../../source/ui/widgets/editor-rows.ts';
import { konsole, kitty, modern, ownTables, tmux, xterm } from '../../support/known-widths.ts';

const family = '👩\u200d👩\u200d👧\u200d👦';

afterEach(() => setTerminalWidths(undefined));

describe('the cells of characters that belong together', () => {
  // As these terminals draw them: the cursor was asked for behind each.
  it.each([
    ['a family', family, { xterm: 8, ownTables: 11, kitty: 8, konsole: 2, tmux: 2, modern: 2 }],
    ['a skin tone', '👋🏽', { xterm: 4, ownTables: 4, kitty: 2, konsole: 2, tmux: 4, modern: 2 }],
    [
      'a skin tone on ✌',
      '✌🏽',
      { xterm: 3, ownTables: 3, kitty: 1, konsole: 1, tmux: 3, modern: 2 },
    ],
    [
      'a joined skin tone',
      '👩🏽\u200d💻',
      { xterm: 6, ownTables: 7, kitty: 4, konsole: 2, tmux: 4, modern: 2 },
    ],
    [
      'a heart with its selector',
      '❤\ufe0f',
      { xterm: 1, ownTables: 1, kitty: 2, konsole: 1, tmux: 1, modern: 2 },
    ],
    ['a heart without', '❤', { xterm: 1, ownTables: 1, kitty: 1, konsole: 1, tmux: 1, modern: 1 }],
    [
      'a burning heart',
      '❤\ufe0f\u200d🔥',
      { xterm: 3, ownTables: 4, kitty: 4, konsole: 1, tmux: 1, modern: 2 },
    ],
    [
      'the rainbow flag',
      '🏳\ufe0f\u200d🌈',
      { xterm: 3, ownTables: 4, kitty: 4, konsole: 1, tmux: 1, modern: 2 },
    ],
    [
      'the flag of pirates',
      '🏴\u200d☠\ufe0f',
      { xterm: 3, ownTables: 4, kitty: 4, konsole: 2, tmux: 2, modern: 2 },
    ],
    [
      'a watch as text',
      '⌚\ufe0e',
      { xterm: 2, ownTables: 2, kitty: 1, konsole: 2, tmux: 2, modern: 1 },
    ],
    [
      'the flag of Germany',
      '🇩🇪',
      { xterm: 2, ownTables: 2, kitty: 2, konsole: 2, tmux: 2, modern: 2 },
    ],
    [
      'a keycap',
      '1\ufe0f\u20e3',
      { xterm: 1, ownTables: 1, kitty: 2, konsole: 1, tmux: 1, modern: 2 },
    ],
    ['a vowel sign', 'नि', { xterm: 2, ownTables: 2, kitty: 1, konsole: 2, tmux: 2, modern: 2 }],
    [
      'two consonants and a vowel sign',
      'क्षि',
      { xterm: 3, ownTables: 3, kitty: 2, konsole: 3, tmux: 3, modern: 2 },
    ],
    ['a vowel of Thai', 'กำ', { xterm: 2, ownTables: 2, kitty: 2, konsole: 2, tmux: 2, modern: 2 }],
    [
      'a letter with marks',
      'e\u0301\u0302',
      { xterm: 1, ownTables: 1, kitty: 1, konsole: 1, tmux: 1, modern: 1 },
    ],
    [
      'decomposed Korean',
      '\u1112\u1161\u11ab',
      { xterm: 2, ownTables: 2, kitty: 4, konsole: 2, tmux: 2, modern: 2 },
    ],
    ['half-width kana', 'ｶﾞ', { xterm: 2, ownTables: 2, kitty: 2, konsole: 2, tmux: 2, modern: 2 }],
    ['Chinese', '你', { xterm: 2, ownTables: 2, kitty: 2, konsole: 2, tmux: 2, modern: 2 }],
  ])('are those of the terminal: %s', (_, text, cells) => {
    const measured = Object.entries({ xterm, ownTables, kitty, konsole, tmux, modern }).map(
      ([name, widths]: [string, TerminalWidths]) => {
        setTerminalWidths(widths);
        return [name, widthOf(text)];
      },
    );
    expect(Object.fromEntries(measured)).toEqual(cells);
  });

  it('are measured as before where the terminal says nothing', () => {
    expect([family, '👋🏽', 'क्षि'].map(widthOf)).toEqual([2, 2, 3]);
  });

  it('are measured again once it has said', () => {
    const text = `${family}, ${family}`;
    const line = insert(emptyLine, `${family}b`);
    expect(widthOf(text)).toBe(6);
    expect(editorRows(line, 40).cursor.x).toBe(3);
    setTerminalWidths(xterm);
    expect(widthOf(text)).toBe(18);
    expect(editorRows(line, 40).cursor.x).toBe(9);
    expect(takeCells(text, 9)).toBe(`${family},`);
    expect(wrapCells(text, 12)).toEqual([`${family},`, family]);
  });
});

describe('what was laid out', () => {
  it('is forgotten when the terminal turns out to count otherwise', () => {
    const layouts = new Layouts<object, number>();
    const key = {};
    layouts.set(key, widthOf(family));
    expect(layouts.get(key)).toBe(2);
    let changes = 0;
    const stop = onWidthsChanged(() => {
      changes += 1;
    });
    const before = widthsVersion();
    setTerminalWidths(xterm);
    stop();
    expect(layouts.get(key)).toBeUndefined();
    expect(widthsVersion()).not.toBe(before);
    expect(changes).toBe(1);
    layouts.set(key, 8);
    expect(layouts.get(key)).toBe(8);
  });
});
