/**
 * The escape sequences that terminals send (ECMA-48): CSI, including non-standard spellings of the Linux
 * console, of the oldest mouse reports and of rxvt; SS3; answers that are strings (OSC and DCS); and Esc
 * before a character, which means that character with Alt. For Alt, rxvt sends a second Esc before a
 * key's sequence; before other sequences it is the Esc key. Konsole sends `Ctrl+X @ s` before a character
 * for Super.
 * second Esc before the sequence of a key for Alt; before others it is the key Esc. Konsole sends `Ctrl+X @ s` before a character for Super.
 */
const complete = new RegExp(
  [
    String.raw`\u001b\[(?:\[[A-E]|M[^]{3}|[2-8]\$|[0-?]+M|[0-?]*[ -/]*[@-LN-Z\\-~])`,
    String.raw`\u001bO[\d;]*[@-~]`,
    String.raw`\u001b\u001b(?:\[(?:[A-Ha-e]|\d+[~^$@])|O[A-Za-z])`,
    String.raw`\u001b\]\d+(?:;[^\u0007\u001b]*)?(?:\u0007|\u001b\\)`,
    String.raw`\u001bP[01>!][^\u001b]*\u001b\\`,
    String.raw`\u0018@s.`,
    String.raw`\u001b(?!\](?:\d|$)|P(?:[01>!]|$))[^\u001b\[O]`,
  ].join('|'),
  'uy',
);

/** The start of any of them, up to the end of the input. */
const unfinished = new RegExp(
  [
    String.raw`\u001b(?:\[(?:\[|M[^]{0,2}|[0-?]*[ -/]*)?|O[\d;]*)?$`,
    String.raw`\u001b\u001b(?:\[\d*|O)?$`,
    String.raw`\u001b\](?:\d+(?:;[^\u0007\u001b]*\u001b?)?)?$`,
    String.raw`\u001bP(?:[01>!][^\u001b]*\u001b?)?$`,
  ].join('|'),
  'uy',
);

/** An answer, or Alt with a key that also starts sequences, followed by something that continues none. */
const broken = new RegExp(String.raw`^\u001b(?:[\[O]|[\]P][^\u001b]*)`);

const escape = '\u001b';

const sequenceStart = new RegExp(String.raw`\u001b|\u0018@s`);

/** The first piece of some input. */
export type NextInput =
  | { readonly kind: 'text'; readonly text: string }
  /** A whole escape sequence. */
  | { readonly kind: 'sequence'; readonly text: string }
  /** An Esc that starts nothing. */
  | { readonly kind: 'escape'; readonly text: string }
  /** All of it may be the start of a sequence whose rest has not arrived. */
  | { readonly kind: 'unfinished'; readonly text: string };

/** Reads the first piece of some input, which must not be empty. */
export const nextInput = (input: string): NextInput => {
  complete.lastIndex = 0;
  const sequence = complete.exec(input)?.[0];
  if (sequence !== undefined) return { kind: 'sequence', text: sequence };
  if (!input.startsWith(escape)) {
    const end = input.slice(1).search(sequenceStart);
    return { kind: 'text', text: end === -1 ? input : input.slice(0, end + 1) };
  }
  unfinished.lastIndex = 0;
  if (unfinished.test(input)) return { kind: 'unfinished', text: input };
  const begun = broken.exec(input)?.[0];
  if (begun !== undefined) return { kind: 'sequence', text: begun };
  return { kind: 'escape', text: escape };
};
