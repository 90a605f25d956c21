/** How many combining marks may stack on one character; no living script needs more. */
const marksKept = 6;

/** Everything but plain ASCII text. */
const beyondAscii = /[^ -~]/;

/**
 * What must not reach a terminal as it is: controls (C0, DEL, C1), format characters (bidi
 * controls, zero-width characters, tags), line and paragraph separators, lone surrogates and
 * noncharacters.
 */
const hostile = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;
const hostileEach = new RegExp(hostile.source, 'gu');
/** Joiners take no room either, and could break up a pile so that it is not recognised. */
const markPile = new RegExp(`([\\p{M}\\u200c\\u200d]{${marksKept}})[\\p{M}\\u200c\\u200d]+`, 'gu');

/**
 * Format characters that real text needs: the joiners of Persian, Indic scripts and emoji, and the
 * visible number and verse signs of Arabic, Syriac and Kaithi.
 */
// oxlint-disable-next-line no-misleading-character-class -- each member is meant alone
const legitimate = /[\u200c\u200d\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;

/** The flags of England, Scotland and Wales are spelled with tag characters. */
const flag = /\u{1f3f4}[\u{e0061}-\u{e007a}]{2,6}\u{e007f}/gu;

const visible = (character: string): string => {
  if (legitimate.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
};

const makeVisible = (text: string): string => {
  let out = '';
  let from = 0;
  for (const match of text.matchAll(flag)) {
    out += text.slice(from, match.index).replace(hostileEach, visible) + match[0];
    from = match.index + match[0].length;
  }
  return out + text.slice(from).replace(hostileEach, visible);
};

/** Cuts to at most `limit` UTF-16 units, never through a surrogate pair, and marks the cut. */
export const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const end = /[\ud800-\udbff]/.test(text[limit - 1] ?? '') ? limit - 1 : limit;
  return `${text.slice(0, end)}…`;
};

/**
 * The one gate for text from outside: what comes out can be drawn on one line. Control and format
 * characters are made visible (`␛`, `␀`, `<U+202E>`), and piles of combining marks are cut, as is
 * any text longer than `limit` UTF-16 units. Chinese, emoji and right-to-left text pass unharmed.
 */
export const printable = (text: string, limit = 4096): string => {
  const short = cut(text, limit);
  if (!beyondAscii.test(short)) return short;
  const seen = hostile.test(short) ? makeVisible(short) : short;
  return seen.replace(markPile, '$1…');
};
