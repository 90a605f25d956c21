import type { IUnicodeVersionProvider } from '@xterm/headless';
import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { graphemes } from '../../../source/ui/draw/cells.ts';
import { FrameWriter } from '../../../source/ui/terminal/frame-writer.ts';
import { isUncertain } from '../../../source/ui/terminal/graphemes.ts';
import { emulateScreen, type EmulatedScreen } from '../../support/emulated-screen.ts';
import { anySteps, certainSteps, type Step } from '../../support/frames.ts';

/** What stands on a terminal after all steps, and what came to it. */
const play = async (
  steps: readonly Step[],
  widths?: IUnicodeVersionProvider,
): Promise<EmulatedScreen> => {
  const writer = new FrameWriter();
  const screen = await emulateScreen(steps[0]!.size, widths);
  for (const { text, size, cursor, isSpoiled } of steps) {
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
