import * as fc from 'fast-check';
import type { ScreenSize } from '../../source/ui/terminal/frame-writer.ts';

/** A piece of a row: the escape sequences that begin and end its style, and its text as graphemes. */
type Piece = { readonly style: readonly [string, string]; readonly graphemes: readonly string[] };

/** A change of a screen, one of several in a row. */
export type Step = {
  readonly text: string;
  readonly size: ScreenSize;
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
  /** Something else has written on the screen before this change. */
  readonly isSpoiled: boolean;
};

const styles: readonly (readonly [string, string])[] = [
  ['', ''],
  ['', ''],
  ['\u001b[2m', '\u001b[22m'],
  ['\u001b[1m', '\u001b[22m'],
  ['\u001b[1m\u001b[2m', '\u001b[22m\u001b[22m'],
  ['\u001b[32m', '\u001b[39m'],
  ['\u001b[1m\u001b[38;5;208m', '\u001b[39m\u001b[22m'],
  ['\u001b[48;2;10;20;30m\u001b[97m', '\u001b[39m\u001b[49m'],
  ['\u001b[7m', '\u001b[27m'],
  ['\u001b[4m\u001b[3m', '\u001b[23m\u001b[24m'],
  ['\u001b[9m', '\u001b[29m'],
  ['\u001b]8;;https://example.org/\u0007', '\u001b]8;;\u0007'],
];

const certain = ['a', 'b', '1', '.', 'é', 'Ж', '─', '│', '▌', '…', '●', '⣿', '你', '好', '한', 'ｶ'];

/** A family, a flag, a keycap, a skin tone, Hindi, Thai, Tamil, Arabic, private use, accents. */
const uncertain = '👨‍👩‍👧 🇩🇪 1️⃣ 👍🏽 😀 ⚠ ❤️ \ue0a0 न स्ते की น้ำ க கொ ب e\u0301 x\u0300\u0301\u0302'.split(
  ' ',
);

const piecesOf = (graphemes: readonly string[]): fc.Arbitrary<Piece> =>
  fc.record({
    style: fc.constantFrom(...styles),
    graphemes: fc.oneof(
      { weight: 3, arbitrary: fc.array(fc.constantFrom(...graphemes, ' '), { maxLength: 8 }) },
      { weight: 1, arbitrary: fc.nat(12).map((length) => Array<string>(length).fill(' ')) },
    ),
  });

type Change =
  | { readonly kind: 'piece'; readonly y: number; readonly at: number; readonly piece: Piece }
  | { readonly kind: 'row'; readonly y: number; readonly row: readonly Piece[] }
  | { readonly kind: 'table'; readonly row: readonly Piece[] }
  | { readonly kind: 'column'; readonly at: number; readonly pieces: readonly Piece[] }
  | { readonly kind: 'scroll' }
  | { readonly kind: 'all'; readonly rows: readonly (readonly Piece[])[] }
  | { readonly kind: 'resize'; readonly size: ScreenSize }
  | { readonly kind: 'spoil' };

/** As many graphemes as fit into the columns, so that nothing is beyond the right edge. */
const cut = (row: readonly Piece[], columns: number, widthOf: (text: string) => number): string => {
  let left = columns;
  let text = '';
  for (const { style, graphemes } of row) {
    const fitting: string[] = [];
    for (const grapheme of graphemes) {
      left -= widthOf(grapheme);
      if (left < 0) break;
      fitting.push(grapheme);
    }
    if (fitting.length > 0) text += style[0] + fitting.join('') + style[1];
    if (left < 0) break;
  }
  return text;
};

const sizes = fc.record({
  // The emulator has at least two columns.
  columns: fc.integer({ min: 2, max: 30 }),
  rows: fc.integer({ min: 1, max: 5 }),
});

const stepsOf = (
  graphemes: readonly string[],
  widthOf: (text: string) => number,
): fc.Arbitrary<Step[]> => {
  const piece = piecesOf(graphemes);
  const row = fc.array(piece, { maxLength: 6 });
  const rows = fc.array(row, { maxLength: 5 });
  const y = fc.nat(4);
  const change: fc.Arbitrary<Change> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('piece'), y, at: fc.nat(5), piece }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('row'), y, row }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('table'), row }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('column'),
        at: fc.nat(5),
        pieces: fc.array(piece, { minLength: 5, maxLength: 5 }),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'scroll' }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('all'), rows }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('resize'), size: sizes }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'spoil' }) },
  );
  const cursor = fc.option(fc.record({ x: fc.nat(29), y }), { nil: undefined });
  const turn = fc.record({ changes: fc.array(change, { maxLength: 4 }), cursor });
  return fc
    .tuple(sizes, rows, fc.array(turn, { minLength: 1, maxLength: 6 }))
    .map(([firstSize, firstRows, turns]) => {
      let size = firstSize;
      let now = firstRows.map((each) => [...each]);
      return turns.map(({ changes, cursor: place }) => {
        let isSpoiled = false;
        for (const each of changes) {
          if (each.kind === 'piece') (now[each.y] ??= [])[each.at] = each.piece;
          else if (each.kind === 'row') now[each.y] = [...each.row];
          else if (each.kind === 'table') now = Array.from({ length: 5 }, () => [...each.row]);
          else if (each.kind === 'column')
            for (const [index, own] of each.pieces.entries()) (now[index] ??= [])[each.at] = own;
          else if (each.kind === 'scroll') now = now.slice(1);
          else if (each.kind === 'all') now = each.rows.map((pieces) => [...pieces]);
          else if (each.kind === 'resize') size = each.size;
          else isSpoiled = true;
        }
        const text = Array.from(now, (pieces) =>
          cut(Array.from(pieces ?? []).filter(Boolean), size.columns, widthOf),
        );
        return { text: text.slice(0, size.rows).join('\n'), size, cursor: place, isSpoiled };
      });
    });
};

/** Screens of characters on whose widths all terminals agree. */
export const certainSteps = (widthOf: (text: string) => number): fc.Arbitrary<Step[]> =>
  stepsOf(certain, widthOf);

/** Screens of any characters. */
export const anySteps = (widthOf: (text: string) => number): fc.Arbitrary<Step[]> =>
  stepsOf([...certain, ...uncertain], widthOf);
