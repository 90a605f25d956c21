/**
 * Terminals differ in how wide they draw some characters (marks of Indic scripts, joined emoji).
 * On a row with such a character the borders are therefore put at their columns by cursor
 * movement. Ink lets none through, so borders travel as private-use characters, which `printable`
 * never lets in from outside, and become cursor movements on the way to the terminal.
 */
const first = 0x10_0000;
const columnsKnown = 1024;
const glyphs = ['│', '╭', '╮', '╰', '╯'] as const;

export type BorderGlyph = (typeof glyphs)[number];

/** One cell for Ink, nothing for the terminal: where a character takes more cells than Ink counts. */
export const filler = '\u{10fff0}';

const linkEnd = '\u001b]8;;\u0007';
const linkStart = '\u001b]8;;whole\u0007';

/** Scripts whose characters all terminals draw alike: Latin, Greek, Cyrillic, boxes, symbols, CJK. */
const certain = new RegExp(
  String.raw`^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e` +
    String.raw`\u20a0-\u20bf\u2100-\u2319\u2400-\u25fc\u2713\u2717\u29d6\u2e80-\ua4cf\uac00-\ud7a3` +
    // The escape character begins our own styles.
    String.raw`\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\u001b]*$`,
);

/** Whether the terminal may draw this wider or narrower than we think. */
export const isUncertain = (text: string): boolean => !certain.test(text);

/** A border that stands in its column whatever stands before it; columns count from 0. */
export const anchored = (glyph: BorderGlyph, column: number): string =>
  column < columnsKnown
    ? String.fromCodePoint(first + glyphs.indexOf(glyph) * columnsKnown + column)
    : glyph;

/** Makes Ink write the row as a whole, instead of from the first changed cell on by its own count. */
export const asWhole = (row: string): string => linkStart + row + linkEnd;

// oxlint-disable-next-line no-control-regex -- the escape sequences are ours
const travelling = /\u001b\]8;;[^\u0007]*\u0007|[\u{100000}-\u{10ffff}]/gu;

/** What Ink writes, as the terminal is to get it. */
export const forTerminal = (output: string): string =>
  output.replaceAll(travelling, (match) => {
    const code = (match.codePointAt(0) ?? 0) - first;
    const glyph = glyphs[Math.floor(code / columnsKnown)];
    return code < 0 || glyph === undefined ? '' : `\u001b[${(code % columnsKnown) + 1}G${glyph}`;
  });
