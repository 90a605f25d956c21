import { beforeEach, describe, expect, it } from 'vitest';
import { FrameWriter } from '../../../source/ui/terminal/frame-writer.ts';
import { emulateScreen } from '../../support/emulated-screen.ts';

const size = { columns: 20, rows: 3 };

let writer = new FrameWriter();
const write = (text: string, cursor?: { readonly x: number; readonly y: number }): string =>
  writer.write({ text, cursor, size });

const begin = '\u001b[?2026h';
const end = '\u001b[?2026l';

/** What is between the marks around a frame. */
const drawn = (output: string): string => {
  expect([output.slice(0, begin.length), output.slice(-end.length)]).toEqual([begin, end]);
  return output.slice(begin.length, -end.length);
};

/** The second of two frames, the cursor hidden in both. */
const change = (before: string, after: string): string => {
  write(before);
  return drawn(write(after));
};

/** The same with a row for each digit. */
const changeDigits = (before: string, after: string, row: (digit: string) => string): string =>
  change(before.split('').map(row).join('\n'), after.split('').map(row).join('\n'));

beforeEach(() => {
  writer = new FrameWriter();
});

describe('the first frame', () => {
  it('is written on an empty screen, without its blanks', () => {
    expect(drawn(write('one\n     two\n'))).toBe(
      '\u001b[?25l\u001b[m\u001b[H\u001b[Jone\u001b[2;6Htwo',
    );
  });

  it('has a cursor where there is a place for it', () => {
    expect(drawn(write('one', { x: 1, y: 0 }))).toBe('\u001b[m\u001b[H\u001b[Jone\b\b\u001b[?25h');
  });

  it('is written again when the screen was forgotten, and when its size has changed', () => {
    const first = write('one');
    expect(write('one')).toBe('');
    writer.forget();
    expect(write('one')).toBe(first);
    expect(write('one')).toBe('');
    expect(writer.write({ text: 'one', cursor: undefined, size: { columns: 19, rows: 3 } })).toBe(
      first,
    );
  });

  it('ends at the edges of the screen', () => {
    expect(drawn(write(`${'─'.repeat(19)}你\na\nb\nc\nd`))).toBe(
      `\u001b[?25l\u001b[m\u001b[H\u001b[J${'─'.repeat(19)}\r\na\r\nb`,
    );
  });
});

describe('the cursor', () => {
  it('moves without a frame', () => {
    write('one', { x: 3, y: 0 });
    expect(write('one', { x: 3, y: 0 })).toBe('');
    expect(write('one', { x: 2, y: 0 })).toBe('\u001b[1;3H');
  });

  it('is hidden once and shown again once', () => {
    write('one', { x: 3, y: 0 });
    expect(write('one')).toBe('\u001b[?25l');
    expect(write('one')).toBe('');
    expect(drawn(write('two'))).toBe('\u001b[1Htwo');
    expect(write('two', { x: 3, y: 0 })).toBe('\u001b[1;4H\u001b[?25h');
    expect(drawn(write('ten', { x: 3, y: 0 }))).toBe('\u001b[1;2Hen');
  });

  it('is put back where it was when something else was drawn', () => {
    write('one\n\n › ', { x: 3, y: 2 });
    expect(drawn(write('two\n\n › ', { x: 3, y: 2 }))).toBe('\u001b[1Htwo\u001b[2B');
  });

  it('stays on the screen', () => {
    write('one', { x: 99, y: 99 });
    expect(write('one', { x: 0, y: 0 })).toBe('\u001b[1H');
    expect(write('one', { x: 100, y: 100 })).toBe('\u001b[3;20H');
  });
});

describe('a key', () => {
  it('costs its character, one movement and the marks', () => {
    write('\n › hell', { x: 7, y: 1 });
    const output = write('\n › hello', { x: 8, y: 1 });
    expect(drawn(output)).toBe('\u001b[2;8Ho');
    expect(output.length).toBeLessThan(30);
  });

  it('costs little more in the middle of a line, with a style', () => {
    write('\n › \u001b[1mhell\u001b[22m to', { x: 7, y: 1 });
    expect(drawn(write('\n › \u001b[1mhello\u001b[22m to', { x: 8, y: 1 }))).toBe(
      '\u001b[2;8H\u001b[1mo \u001b[mto\b\b\b',
    );
  });
});

describe('what has changed in a row', () => {
  it('is written alone', () => {
    expect(change('abcdefghijklmnopq', 'aXcdefghijklmnopY')).toBe('\u001b[1;2HX\u001b[14CY');
  });

  it('is joined over a gap that is shorter than a movement', () => {
    expect(change('abcdefgh', 'XbYdefgh')).toBe('\u001b[1HXbY');
    expect(change('abcdefgh', 'XbcdeYgh')).toBe('\u001b[1HX\u001b[4CY');
  });

  it('is not joined over a gap whose style costs more', () => {
    expect(change('a\u001b[2mb\u001b[22mc', 'X\u001b[2mb\u001b[22mY')).toBe('\u001b[1HX\u001b[CY');
    expect(change('a c', 'X Y')).toBe('\u001b[1HX Y');
  });

  it('is a cell whose look has changed', () => {
    expect(change('abc', 'a\u001b[7mb\u001b[27mc')).toBe('\u001b[1;2H\u001b[7mb\u001b[m');
  });

  it('is nothing where only the look of a blank has', () => {
    write('a b');
    expect(write('a\u001b[2m \u001b[22mb')).toBe('');
    expect(drawn(write('a\u001b[7m \u001b[27mb'))).toBe('\u001b[1;2H\u001b[7m \u001b[m');
  });

  it('is erased up to the edge', () => {
    expect(change('one two three', 'one')).toBe('\u001b[1;5H\u001b[K');
    expect(change('one', '')).toBe('\u001b[1H   ');
  });

  it('is erased up to something that stays', () => {
    expect(change('one two three four│', 'one           four│')).toBe('\u001b[1;5H\u001b[9X');
    expect(change('one two three four│', 'one           five│')).toBe(
      '\u001b[1;5H\u001b[9X\u001b[11Cive',
    );
    expect(change('0123456789abcdefghi│', '0                 X│')).toBe(
      '\u001b[1;2H\u001b[17X\u001b[17CX',
    );
  });
});

describe('what has changed in several rows', () => {
  it('goes up column by column, each in its style', () => {
    expect(
      changeDigits('123', '456', (digit) => `n ${digit} \u001b[36m${digit}\u001b[39m of ${digit}`),
    ).toBe(
      '\u001b[3;3H6\u001bM\b5\u001bM\b4' +
        '\u001b[3;5H\u001b[36m6\u001bM\b5\u001bM\b4' +
        '\u001b[3;10H\u001b[m6\u001bM\b5\u001bM\b4',
    );
  });

  it('goes past rows that stay', () => {
    expect(
      changeDigits('123', '426', (digit) => `n ${digit}             \u001b[36m${digit}\u001b[39m`),
    ).toBe('\u001b[3;3H6\u001b[2A\b4\u001b[3;17H\u001b[36m6\u001b[2A\b4\u001b[m');
  });

  it('keeps to a column by its end, as numbers do', () => {
    expect(change('n  8 W\nn  9 W\nn 10 W', 'n  9 W\nn 10 W\nn 11 W')).toBe(
      '\u001b[3;4H1\u001bM\b\b10\u001bM\b9',
    );
  });

  it('keeps to a column by the cells of wide characters', () => {
    expect(change('a水c\na水c\na水c', 'a火c\na火c\na火c')).toBe(
      '\u001b[3;2H火\u001bM\b\b火\u001bM\b\b火',
    );
  });

  it('goes row by row where that is shorter', () => {
    expect(change('a b\na b', 'c d\nc d')).toBe('\u001b[1Hc d\r\nc d');
    // Up its column each of them would be nearer.
    expect(change('', 'ab \u001b[36mab\u001b[39m\n\u001b[1ma\u001b[22m')).toBe(
      '\u001b[1Hab \u001b[36mab\r\n\u001b[0;1ma\u001b[m',
    );
  });

  it('follows the other half of a wide character that it covers', () => {
    expect(
      changeDigits('123', '456', (digit) =>
        digit < '4' ? 'n 水' : `n \u001b[36m${digit}\u001b[32m${digit}\u001b[39m`,
      ),
    ).toBe(
      '\u001b[3;3H\u001b[36m6\u001b[32m6' +
        '\u001bM\b\b\u001b[36m5\u001b[32m5' +
        '\u001bM\b\b\u001b[36m4\u001b[32m4\u001b[m',
    );
  });

  it('follows text whose width is uncertain in its row', () => {
    const loose = '\u001b[4X😀 2\u001b[15G2';
    expect(
      changeDigits(
        '111',
        '222',
        (digit) => `n \u001b[36m${digit}\u001b[39m      😀 ${digit}│${digit}`,
      ),
    ).toBe(
      '\u001b[3;3H\u001b[36m2\u001bM\b2\u001bM\b2' +
        `\u001b[6C${loose.replace('😀', '\u001b[m😀')}\u001b[3;10H${loose}\u001bM\u001b[6D${loose}`,
    );
  });
});

describe('a wide character', () => {
  it('takes two cells', () => {
    expect(change('a你b', 'a好b')).toBe('\u001b[1;2H好');
    expect(change('a你b', 'a你c')).toBe('\u001b[1;4Hc');
  });

  it('goes as a whole, whichever half is covered', () => {
    expect(change('a你b', 'axyb')).toBe('\u001b[1;2Hxy');
    expect(change('a你b', 'ax b')).toBe('\u001b[1;2Hx ');
    expect(change('a你b', 'a xb')).toBe('\u001b[1;2H x');
  });

  it('covers two', () => {
    expect(change('你好', 'a你b')).toBe('\u001b[1Ha你b');
  });
});

describe('styles', () => {
  it.each([
    ['\u001b[31ma\u001b[32mb\u001b[39m', '\u001b[31ma\u001b[32mb\u001b[m'],
    ['\u001b[1ma\u001b[22mb', '\u001b[1ma\u001b[mb'],
    ['\u001b[1m\u001b[2ma\u001b[22m\u001b[2mb\u001b[22m', '\u001b[1;2ma\u001b[0;2mb\u001b[m'],
    ['\u001b[1m\u001b[31ma\u001b[22mb\u001b[39m', '\u001b[1;31ma\u001b[22mb\u001b[m'],
    ['\u001b[2ma\u001b[22m \u001b[2mb\u001b[22m', '\u001b[2ma b\u001b[m'],
    ['\u001b[7ma\u001b[27m.\u001b[7mb\u001b[27m', '\u001b[7ma\u001b[m.\u001b[7mb\u001b[m'],
    ['\u001b[1;38;5;208;48;2;1;2;3ma\u001b[0m', '\u001b[1;38;5;208;48;2;1;2;3ma\u001b[m'],
    [
      '\u001b]8;;http://a\u0007a\u001b]8;;\u0007b',
      '\u001b]8;;http://a\u001b\\a\u001b]8;;\u001b\\b',
    ],
    ['\u001b[1ma', '\u001b[1ma\u001b[m'],
  ])('change by the shortest sequence: %j', (text, expected) => {
    expect(change('', text)).toBe(`\u001b[1H${expected}`);
  });
});

describe('text whose width is uncertain', () => {
  it('is erased before, and the cursor put in its column behind', () => {
    expect(change('│         │', '│ 😀 hi   │')).toBe('\u001b[1;3H\u001b[5X😀 hi');
    expect(change('│ 👍🏽 hi   │', '│ 👍🏽 ho   │')).toBe('\u001b[1;3H\u001b[7X👍🏽 ho');
    expect(change('│ 👍🏽 hi │b', '│ 👍🏽 ho │b')).toBe('\u001b[1;3H\u001b[6X👍🏽 ho\u001b[9G│');
  });

  it('is written up to a gap, and only if something in it has changed', () => {
    expect(change('a 😀 b  c', 'X 😀 b  c')).toBe('\u001b[1HX');
    expect(change('a 😀 b  c', 'a 😀 b  X')).toBe('\u001b[1;9HX');
    expect(change('a 😀 b  c', 'a 😀 X  c')).toBe('\u001b[1;3H\u001b[4X😀 X');
  });

  it('is erased with what it may have covered', () => {
    expect(change('स्ते       │', 'ab      │')).toBe('\u001b[1Hab  ');
  });

  it('does not erase half of a wide character', () => {
    expect(change('好', 'e\u0301│')).toBe('\u001b[1H \re\u0301\u001b[2G│');
  });

  it('keeps its style where the terminal draws it shorter', () => {
    expect(change('', '\u001b[7m😀 \u001b[27mab')).toBe(
      '\u001b[1H\u001b[7m   \u001b[m  \r\u001b[7m😀 \u001b[mab',
    );
  });

  it('can be read where the terminal draws it longer', async () => {
    const screen = await emulateScreen(size);
    // Three cells for Ink, five here.
    await screen.feed(write('│ स्तेस्तेनि       │'));
    expect(screen.rows()[0]).toBe('│ स्तेस्तेनि     │');
  });
});

describe('what is no text', () => {
  it.each([
    'a\u001b[2Jb',
    'a\u001b[5;5Hb',
    'a\u001b[?25lb',
    'a\u001b]0;title\u0007b',
    'a\u001b]52;c;AAAA\u001b\\b',
    'a\u001bPq#0\u001b\\b',
    'a\u001b_x\u001b\\b',
    'a\u001bcb',
    'a\u009b2Jb',
    'a\u009d0;title\u009cb',
    'a\u0007\u0008\u000b\u0000\u007f\u0085\r\u2028b',
    'a\u001b]8;;http://x\u0001y\u0007b',
    'a\u001b]8;;ä\u0007b',
    'a\u200b\u202eb',
  ])('does not reach the terminal: %j', (text) => {
    expect(change('', text)).toBe('\u001b[1Hab');
  });

  it('is a blank for a tab, as Ink lays it out', () => {
    expect(change('', 'a\tb')).toBe('\u001b[1Ha b');
  });

  it('ends with its row where it has no end', () => {
    expect(change('', 'a\u001b]0;title\nb')).toBe('\u001b[1Ha\r\nb');
    writer = new FrameWriter();
    expect(change('', 'a\u001b')).toBe('\u001b[1Ha');
  });
});

it('goes on when it has seen more graphemes and styles than it remembers', async () => {
  const screen = await emulateScreen(size);
  let output = '';
  for (let index = 0; index < 12_000; index += 1) {
    const mark = String.fromCodePoint(0x1_f3_00 + (index % 200));
    const text = `${mark}${String.fromCodePoint(0x1_f3_00 + Math.floor(index / 200))}\u200d\u001b[38;2;1;${index % 256};${index % 99}mx`;
    output += write(`${index}\n\n${text}`);
  }
  await screen.feed(output);
  expect(screen.rows()[0]).toBe('11999');
  // It has begun once more whenever it had forgotten.
  expect(output.split('\u001b[H\u001b[J').length - 1).toBeGreaterThan(10);
});

describe('a ground', () => {
  const sample = '\u001b[38;5;253m\u001b[48;5;234m \u001b[49m\u001b[39m';

  it('is under every cell, and the terminal is left without it', () => {
    writer.setGround(sample);
    expect(drawn(write('one\n'))).toBe(
      `\u001b[?25l\u001b[m\u001b[H\u001b[J\u001b[38;5;253;48;5;234mone${' '.repeat(17)}\r\n` +
        `${' '.repeat(20)}\r\n${' '.repeat(20)}\u001b[m`,
    );
  });

  it('is drawn in full when it changes, and not when it stays', () => {
    write('one');
    writer.setGround(' ');
    expect(write('one')).toBe('');
    writer.setGround(sample);
    expect(write('one')).toContain('\u001b[J');
    writer.setGround(sample);
    expect(write('one')).toBe('');
    writer.setGround(' ');
    expect(drawn(write('one'))).toBe('\u001b[?25l\u001b[m\u001b[H\u001b[Jone');
  });

  it('is what text returns to', () => {
    writer.setGround(sample);
    expect(change('\u001b[31;1ma\u001b[39;22mb', '\u001b[31;1mc\u001b[39;22md')).toBe(
      '\u001b[1H\u001b[1;31;48;5;234mc\u001b[22;38;5;253md\u001b[m',
    );
  });
});
