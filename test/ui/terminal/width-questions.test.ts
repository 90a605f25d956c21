import { describe, expect, it } from 'vitest';
import type { TerminalWidths } from '../../../source/ui/draw/terminal-widths.ts';
import {
  canAskForWidths,
  WidthAnswers,
  widthQuestions,
} from '../../../source/ui/terminal/width-questions.ts';
import { emulateScreen } from '../../support/emulated-screen.ts';
import { createEmulator } from '../../support/terminal-emulator.ts';
import { currentWidths, separateWidths } from '../../support/terminal-width.ts';
import { kitty, konsole, modern, ownTables, tmux, xterm } from '../../support/known-widths.ts';

const rowsAsked = 11;

/** How the terminal counts, given the cells of the probes in order. */
const read = (cells: readonly number[]): TerminalWidths | undefined => {
  const answers = new WidthAnswers();
  let widths: TerminalWidths | undefined;
  for (const [index, each] of cells.entries())
    widths = answers.take({ row: index + 2, column: each + 1 });
  return widths;
};

/** What an emulated terminal answers. */
const ask = (size: { columns: number; rows: number }, widths = currentWidths): Promise<string> =>
  new Promise((resolve) => {
    const { terminal } = createEmulator({ ...size, widths });
    let answers = '';
    terminal.onData((answer) => {
      answers += answer;
    });
    terminal.write(`\u001b[?7l${widthQuestions}`, () => resolve(answers));
  });

describe('the answers of a terminal', () => {
  // The cells of: family, skin tone, ❤️, ⌚︎, keycap, flag, flag of tags, é, नि, क्षि, 한.
  it.each([
    ['xterm, urxvt, VTE, alacritty, st', [8, 4, 1, 2, 1, 2, 2, 1, 2, 3, 2], xterm],
    ['xterm by its own tables', [11, 4, 1, 2, 1, 2, 8, 1, 2, 3, 2], ownTables],
    ['kitty', [8, 2, 2, 1, 2, 2, 2, 1, 1, 2, 4], kitty],
    ['Konsole', [2, 2, 1, 2, 1, 2, 2, 1, 2, 3, 2], konsole],
    ['tmux', [2, 4, 1, 2, 1, 2, 2, 1, 2, 3, 2], tmux],
    ['one that knows graphemes', [2, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2], modern],
    [
      'one that knows nothing',
      [11, 4, 2, 3, 3, 4, 8, 2, 2, 4, 4],
      { ...ownTables, widensEmoji: true, keycap: 2, flag: 4, mark: 1, jamo: 1 },
    ],
  ])('say how it counts: %s', (_, cells, widths) => {
    expect(read(cells)).toEqual(widths);
  });

  it('are taken as they come, beside those to other questions', () => {
    const answers = new WidthAnswers();
    const cells = [8, 4, 1, 2, 1, 2, 2, 1, 2, 3, 2];
    const taken = cells
      .map((each, index) => ({ row: index + 2, column: each + 1 }))
      .toReversed()
      .map((answer) => {
        answers.take({ row: 1, column: 40 });
        answers.take({ row: 40, column: 1 });
        return answers.take(answer);
      });
    expect(taken.at(-1)).toEqual(xterm);
    expect(taken.slice(0, -1).every((each) => each === undefined)).toBe(true);
    expect(answers.take({ row: 2, column: 3 })).toBeUndefined();
  });

  it('say nothing while one is missing', () => {
    expect(read([8, 4, 1, 2, 1, 2, 2, 1, 2, 3])).toBeUndefined();
  });
});

describe('the questions', () => {
  it('are answered one by one on the smallest screen that has room for them', async () => {
    const size = { columns: 12, rows: rowsAsked + 1 };
    expect(canAskForWidths(size)).toBe(true);
    expect(canAskForWidths({ ...size, columns: 11 })).toBe(false);
    expect(canAskForWidths({ ...size, rows: rowsAsked })).toBe(false);
    const answers = await ask(size, separateWidths);
    const cells = [8, 4, 1, 2, 1, 2, 2, 1, 2, 3, 2];
    expect(answers).toBe(cells.map((each, index) => `\u001b[${index + 2};${each + 1}R`).join(''));
  });

  it('leave nothing to see', async () => {
    const screen = await emulateScreen({ columns: 20, rows: 20 });
    await screen.feed(widthQuestions);
    const shown = screen
      .cells()
      .flat()
      .filter(({ char, invisible }) => !invisible && char.trim() !== '');
    expect(shown).toEqual([]);
  });
});
