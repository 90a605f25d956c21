import type { IUnicodeVersionProvider } from '@xterm/headless';
import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { graphemes } from '../../../source/ui/draw/cells.ts';
import { FrameWriter } from '../../../source/ui/terminal/frame-writer.ts';
import { isUncertain } from '../../../source/ui/terminal/graphemes.ts';
import { emulateScreen, type EmulatedScreen } from '../../support/emulated-screen.ts';
import type { CellColor, ScreenCell } from '../../support/terminal-cell.ts';
import { anySteps, certainSteps, type Step } from '../../support/frames.ts';

/** What stands on a terminal after all steps, each on one of the grounds, and what came to it. */
const play = async (
  steps: readonly Step[],
  widths?: IUnicodeVersionProvider,
  grounds: readonly string[] = [],
): Promise<EmulatedScreen> => {
  const writer = new FrameWriter();
  const screen = await emulateScreen(steps[0]!.size, widths);
  for (const [index, { text, size, cursor, isSpoiled }] of steps.entries()) {
    const ground = grounds[index % grounds.length];
    if (ground !== undefined) writer.setGround(ground);
    screen.resize(size);
    if (isSpoiled) {
      await screen.feed('\u001b[2;3H\u001b[31;7mspoiled\u001b[H你');
      writer.forget();
    }
    await screen.feed(writer.write({ text, size, cursor }));
  }
  return screen;
};

const draw = async ({ text, size }: Step): Promise<EmulatedScreen> => {
  const screen = await emulateScreen(size);
  for (const [y, row] of text.split('\n').entries())
    await screen.feed(`\u001b[${y + 1};1H\u001b[m${row}`);
  return screen;
};

type Ground = { readonly fg: CellColor; readonly bg: CellColor; readonly sample: string };

const grounds: readonly Ground[] = [
  { fg: 'default', bg: 'default', sample: ' ' },
  {
    fg: '#ebdbb2',
    bg: '#282828',
    sample: '\u001b[38;2;235;219;178m\u001b[48;2;40;40;40m \u001b[49m\u001b[39m',
  },
  { fg: 'default', bg: 255, sample: '\u001b[48;5;255m \u001b[49m' },
  { fg: 3, bg: 'default', sample: '\u001b[33m \u001b[39m' },
];

/** A cell on a ground; of a blank only what shows. */
const onGround = (cell: ScreenCell, { fg, bg }: Ground): ScreenCell => {
  const grounded = {
    ...cell,
    fg: cell.fg === 'default' ? fg : cell.fg,
    bg: cell.bg === 'default' ? bg : cell.bg,
  };
  return cell.char === ' ' && !cell.inverse
    ? { ...grounded, fg: 'default', bold: false, dim: false, italic: false, invisible: false }
    : grounded;
};

/** Each cell's text as Ink has laid it out. */
const laidOut = ({ text }: Step): string[][] =>
  text
    .split('\n')
    .map((row) =>
      graphemes(stripVTControlCharacters(row)).flatMap((grapheme) => [
        grapheme,
        ...Array<string>(stringWidth(grapheme) - 1).fill(''),
      ]),
    );

/** Where lines of boxes stand. */
const borders = (rows: readonly (readonly string[])[]): string[] =>
  rows.flatMap((row, y) => row.flatMap((char, x) => (/[─│]/.test(char) ? [`${x}, ${y}`] : [])));

/** A terminal that gives each code point its own cells, or joins it to what stands before it. */
const everyCodePoint = (version: string, widthOf: (code: number) => number) => ({
  version,
  wcwidth: (code: number) => widthOf(code) as 0 | 1 | 2,
  charProperties: (code: number, before: number): number => {
    const width = widthOf(code);
    return width === 0 && before !== 0 ? (before & 6) | 1 : width << 1;
  },
});

const certainly = (code: number): number | undefined => {
  const character = String.fromCodePoint(code);
  return isUncertain(character) ? undefined : stringWidth(character);
};

/** A current one; one without emoji; one that knows no sequences; one that draws all as wide as can be. */
const terminals = [
  undefined,
  everyCodePoint('narrow', (code) => certainly(code) ?? 1),
  everyCodePoint('joining', (code) =>
    /[\p{M}\u200d]/u.test(String.fromCodePoint(code)) ? 0 : (certainly(code) ?? 1),
  ),
  everyCodePoint('wide', (code) => certainly(code) ?? (code < 0x1100 ? 1 : 2)),
];

describe('a terminal that was given one frame after the other', () => {
  it('shows what one shows that was given the last one as it is', async () => {
    await fc.assert(
      fc.asyncProperty(certainSteps(stringWidth), async (steps) => {
        const last = steps.at(-1)!;
        const [screen, wanted] = await Promise.all([play(steps), draw(last)]);
        expect(screen.cells()).toEqual(wanted.cells());
        const { cursor, size } = last;
        const { x, y, isVisible } = screen.cursor();
        expect(isVisible ? { x, y } : undefined).toEqual(
          cursor && {
            x: Math.min(cursor.x, size.columns - 1),
            y: Math.min(cursor.y, size.rows - 1),
          },
        );
      }),
      { numRuns: 200 },
    );
  });

  it('shows it on the last ground', async () => {
    await fc.assert(
      fc.asyncProperty(
        certainSteps(stringWidth),
        fc.array(fc.constantFrom(...grounds), { minLength: 1, maxLength: 6 }),
        async (steps, some) => {
          const last = steps.at(-1)!;
          const ground = some[(steps.length - 1) % some.length]!;
          const samples = some.map(({ sample }) => sample);
          const [screen, wanted] = await Promise.all([play(steps, undefined, samples), draw(last)]);
          const grounded = (cells: readonly (readonly ScreenCell[])[]): ScreenCell[][] =>
            cells.map((row) => row.map((cell) => onGround(cell, ground)));
          expect(screen.cells().map((row) => row.map(({ bg }) => bg))).toEqual(
            grounded(wanted.cells()).map((row) => row.map(({ bg }) => bg)),
          );
          expect(grounded(screen.cells())).toEqual(grounded(wanted.cells()));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(terminals)(
    'shows the same as one that was given the last one only (%#)',
    async (widths) => {
      await fc.assert(
        fc.asyncProperty(anySteps(stringWidth), async (steps) => {
          const [screen, wanted] = await Promise.all([
            play(steps, widths),
            play(steps.slice(-1), widths),
          ]);
          // Where half of a character is overwritten that the terminal draws wider than we think, the other
          // half takes the looks of what came last.
          const shown = ({ cells }: EmulatedScreen): unknown =>
            widths === undefined ? cells() : cells().map((row) => row.map(({ char }) => char));
          expect(shown(screen)).toEqual(shown(wanted));
          expect(borders(screen.cells().map((row) => row.map(({ char }) => char)))).toEqual(
            borders(laidOut(steps.at(-1)!)),
          );
        }),
        { numRuns: 200 },
      );
    },
  );
});
