import * as original from '@alcalzone/ansi-tokenize';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  styledCharsFromTokens,
  styledCharsToString,
  tokenize,
} from '../../source/replaced/ansi-tokenize.ts';
import { oneCellRanges } from '../../source/ui/draw/one-cell.ts';

const piece = fc.oneof(
  fc.constantFrom('a', ' ', 'é', '─', '你', '👩‍👩‍👧‍👦', '\n'),
  fc.constantFrom('\u001b[2m', '\u001b[38;5;22m', '\u001b[39m', '\u001b[0m', '\u001b[7m'),
  fc.constantFrom('\u001b]8;;https://example.org\u001b\\', '\u001b]8;;\u001b\\', '\u001b['),
);
const texts = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

it('takes texts apart as the package does, at first and when they come again', () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 10 }), (some) => {
      for (const text of [...some, ...some]) {
        const tokens = tokenize(text);
        expect(tokens).toEqual(original.tokenize(text));
        expect(styledCharsFromTokens(tokens)).toEqual(
          original.styledCharsFromTokens(original.tokenize(text)),
        );
      }
    }),
  );
});

it('takes what is of one cell apart as the package does', () => {
  const text = oneCellRanges
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at))
    .map((unit) => String.fromCharCode(unit))
    .join('');
  expect(tokenize(text)).toEqual(original.tokenize(text));
});

it('puts characters together as the package does', () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 6 }), (some) => {
      const styled = some.flatMap((text) => styledCharsFromTokens(tokenize(text)));
      // A blank of a frame has a list of styles of its own, which is empty.
      const row = [...styled, { type: 'char', value: ' ', fullWidth: false, styles: [] } as const];
      for (const characters of [styled, row, row.toReversed()])
        expect(styledCharsToString(characters as original.StyledChar[])).toBe(
          original.styledCharsToString(characters as original.StyledChar[]),
        );
    }),
  );
});

it('gives the same characters for the same text', () => {
  const text = '\u001b[2mtwice\u001b[22m';
  expect(styledCharsFromTokens(tokenize(text))).toBe(styledCharsFromTokens(tokenize(text)));
});

it('forgets what has not been asked for in a long time', () => {
  const first = tokenize('first');
  for (let index = 0; index < 900; index += 1) tokenize(`text ${index}`);
  expect(tokenize('first')).toBe(first);
  for (let index = 0; index < 2500; index += 1) tokenize(`other ${index}`);
  expect(tokenize('first')).not.toBe(first);
});

it('leaves a part of a text to the package', () => {
  expect(tokenize('abc', 2)).toEqual(original.tokenize('abc', 2));
});
