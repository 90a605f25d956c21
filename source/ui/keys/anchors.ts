/**
 * Terminals differ in how wide they draw some characters (marks of Indic scripts, joined emoji).
 * On a row with such a character the borders are therefore put at their columns by cursor movement.
 */

/** Scripts whose characters all terminals draw alike: Latin, Greek, Cyrillic, boxes, symbols, CJK. */
const certain = new RegExp(
  String.raw`^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e` +
    String.raw`\u20a0-\u20bf\u2100-\u2319\u2400-\u25fc\u2713\u2717\u2800-\u28ff\u29d6\u2e80-\ua4cf\uac00-\ud7a3` +
    // The escape character begins our own styles.
    String.raw`\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef\u001b]*$`,
);

/** Whether the terminal may draw this wider or narrower than we think. */
export const isUncertain = (text: string): boolean => !certain.test(text);

/** A border that stands in its column whatever stands before it; columns count from 0. */
export const anchored = (border: string, column: number): string =>
  `\u001b[${column + 1}G${border}`;
