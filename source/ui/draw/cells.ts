import widthByTerminal from '../../replaced/string-width.ts';
import { isPlain } from './one-cell.ts';
import { terminalWidths, widthsVersion } from './terminal-widths.ts';

const emoji = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]/u;
const widthless = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]$/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How many widths to cache. */
const knownLimit = 20_000;
const known = new Map<string, number>();
let knownVersion = widthsVersion();

/** The user-perceived characters of a text. */
export const graphemes = (text: string): string[] =>
  isPlain(text) ? text.split('') : Array.from(segmenter.segment(text), ({ segment }) => segment);

/**
 * The cells of one user-perceived character, as the terminal reported. If it did not, an emoji sequence
 * counts as one wide character; for all else terminals add up the code points, while the library that Ink
 * measures with only sees the first: the vowel signs of Thai or Hindi take cells too.
 */
const measure = (grapheme: string): number => {
  const asInk = widthByTerminal(grapheme);
  if (grapheme.length === 1 || terminalWidths() !== undefined || emoji.test(grapheme)) return asInk;
  let sum = 0;
  for (const character of grapheme)
    sum += widthless.test(character) ? 0 : Math.max(1, widthByTerminal(character));
  return Math.max(asInk, sum);
};

const widthOfGrapheme = (grapheme: string): number => {
  if (knownVersion !== widthsVersion()) known.clear();
  knownVersion = widthsVersion();
  const seen = known.get(grapheme);
  if (seen !== undefined) return seen;
  const width = measure(grapheme);
  if (known.size >= knownLimit) known.clear();
  known.set(grapheme, width);
  return width;
};

/** The cells that a text without control characters takes on the screen. */
export const widthOf = (text: string): number => {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += widthOfGrapheme(segment);
  return width;
};

/** The longest prefix that fits into `width` cells, in whole characters. */
export const takeCells = (text: string, width: number): string => {
  if (isPlain(text)) return text.slice(0, Math.max(0, width));
  let used = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    used += widthOfGrapheme(segment);
    if (used > width) return text.slice(0, index);
  }
  return text;
};

/** Cuts a text to at most `width` cells and ends it with `…` if it did not fit. */
export const truncate = (text: string, width: number): string => {
  if (isPlain(text)) {
    if (text.length <= width) return text;
    return width <= 0 ? '' : `${text.slice(0, width - 1)}…`;
  }
  const cut = takeCells(text, width);
  if (cut.length === text.length) return text;
  return width <= 0 ? '' : `${takeCells(cut, width - 1)}…`;
};

/** A text in exactly `width` cells: cut, or padded at its end (or at its start). */
export const fit = (text: string, width: number, align: 'start' | 'end' = 'start'): string => {
  const cut = truncate(text, width);
  const blanks = ' '.repeat(Math.max(0, width - widthOf(cut)));
  return align === 'start' ? cut + blanks : blanks + cut;
};

/** Breaks one line of text into rows of at most `width` cells, at blanks if possible. */
export const wrapCells = (text: string, width: number): string[] => {
  const cells = graphemes(text);
  const rows: string[] = [];
  let start = 0;
  let blank = -1;
  let used = 0;
  for (let index = 0; index < cells.length; index += 1) {
    const cell = cells[index] ?? '';
    const cellWidth = widthOfGrapheme(cell);
    // A character wider than the row must still go somewhere.
    if (used + cellWidth > width && index > start) {
      const isBlank = cell === ' ';
      const end = isBlank || blank <= start ? index : blank;
      rows.push(cells.slice(start, end).join(''));
      start = isBlank || end === blank ? end + 1 : end;
      blank = -1;
      used = 0;
      for (let left = start; left < index; left += 1) used += widthOfGrapheme(cells[left] ?? '');
      if (isBlank) continue;
    }
    if (cell === ' ') blank = index;
    used += cellWidth;
  }
  if (start < cells.length || rows.length === 0) rows.push(cells.slice(start).join(''));
  return rows;
};

/** The same, after a prefix that takes `prefix` cells of the first row. */
export const wrapBehind = (prefix: number, text: string, width: number): string[] => {
  if (prefix === 0) return wrapCells(text, width);
  const [first = '', ...others] = wrapCells('x'.repeat(prefix) + text, width);
  return [first.slice(prefix), ...others];
};
