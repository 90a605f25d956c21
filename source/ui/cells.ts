import stringWidth from 'string-width';

const plain = /^[ -~]*$/;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The user-perceived characters of a text. */
export const graphemes = (text: string): string[] =>
  plain.test(text) ? text.split('') : Array.from(segmenter.segment(text), ({ segment }) => segment);

/** How many cells a text without control characters takes on the screen. */
export const widthOf = (text: string): number =>
  plain.test(text) ? text.length : stringWidth(text);

/** The longest start of a text that fits into `width` cells, whole characters only. */
export const takeCells = (text: string, width: number): string => {
  if (plain.test(text)) return text.slice(0, width);
  let taken = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += widthOf(grapheme);
    if (used > width) break;
    taken += grapheme;
  }
  return taken;
};

/** A text in at most `width` cells; what does not fit is replaced by `…`. */
export const truncate = (text: string, width: number): string => {
  // Most cells hold at most a handful of UTF-16 units: no need to measure a payload of 4,096.
  const short = text.length > width * 12 ? text.slice(0, width * 12) : text;
  if (short === text && widthOf(text) <= width) return text;
  return width <= 0 ? '' : `${takeCells(short, width - 1)}…`;
};

/** A text in exactly `width` cells: cut, or filled with blanks at its end (or at its start). */
export const fit = (text: string, width: number, align: 'start' | 'end' = 'start'): string => {
  const cut = truncate(text, width);
  const blanks = ' '.repeat(Math.max(0, width - widthOf(cut)));
  return align === 'start' ? cut + blanks : blanks + cut;
};

/** Breaks one line of text into rows of at most `width` cells, at blanks where there are any. */
export const wrapCells = (text: string, width: number): string[] => {
  const rows: string[] = [];
  let rest = text;
  while (widthOf(rest) > width) {
    const row = takeCells(rest, width);
    const blank = row.lastIndexOf(' ');
    // A character wider than the row still has to go somewhere.
    const end =
      blank > 0 && rest[row.length] !== ' '
        ? blank
        : Math.max(row.length, graphemes(rest)[0]?.length ?? 1);
    rows.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^ /, '');
  }
  return [...rows, rest];
};
