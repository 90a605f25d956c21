/** Cells from one tab stop to the next, as in a terminal. */
const stop = 8;

const widthless = /^[\p{M}\p{Cf}]$/u;

/** Scripts and emoji whose characters take two cells. */
const wide =
  /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u;

const cellsOf = (text: string): number => {
  let cells = 0;
  for (const character of text)
    cells += widthless.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return cells;
};

/**
 * A sentence or payload with blanks up to the next tab stop in place of its tabs, counted from the start of
 * each line. Names keep theirs: two that differ in a tab must not look alike.
 */
export const tabsAsBlanks = (lines: string): string => {
  if (!lines.includes('\t')) return lines;
  let [text, cells] = ['', 0];
  for (const [index, piece] of lines.split('\t').entries()) {
    if (index > 0) {
      const blanks = stop - (cells % stop);
      text += ' '.repeat(blanks);
      cells += blanks;
    }
    text += piece;
    const lineBreak = Math.max(piece.lastIndexOf('\n'), piece.lastIndexOf('\r'));
    cells = (lineBreak === -1 ? cells : 0) + cellsOf(piece.slice(lineBreak + 1));
  }
  return text;
};
