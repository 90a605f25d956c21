/**
 * How a terminal counts the cells of characters that combine. Terminals differ in these and agree in
 * all others.
 */
export type TerminalWidths = {
  /** An emoji after a joiner shares the cells of the one before it. */
  readonly joinsEmoji: boolean;
  /** Cells of the joiner itself. */
  readonly joiner: number;
  /** A skin tone shares the cells of its emoji. */
  readonly joinsSkinTones: boolean;
  /** U+FE0F makes a narrow emoji wide. */
  readonly widensEmoji: boolean;
  /** U+FE0E makes a wide emoji narrow. */
  readonly narrowsEmoji: boolean;
  /** Cells of a keycap: a digit with U+FE0F and U+20E3. */
  readonly keycap: number;
  /** Cells of a flag made of two letters. */
  readonly flag: number;
  /** Cells of each tag in a flag made of tags. */
  readonly tag: number;
  /** Cells of a mark above or below a letter. */
  readonly mark: number;
  /** Cells of a vowel sign next to its consonant. */
  readonly vowelSign: number;
  /** The most cells that the consonants of one Indic character take. */
  readonly conjunct: number;
  /** Cells of a Korean vowel or final consonant after the first consonant. */
  readonly jamo: number;
};

/** `undefined` until the terminal has answered; then an emoji sequence counts as one wide character. */
let known: TerminalWidths | undefined;
let version = 0;
let isReliedOn = false;
const listeners = new Set<() => void>();

/** How this terminal counts; `undefined` if it has not answered. */
export const terminalWidths = (): TerminalWidths | undefined => {
  isReliedOn = true;
  return known;
};

/** Changes whenever earlier measurements turn out to be wrong. */
export const widthsVersion = (): number => version;

/** Calls the listener when earlier measurements turn out to be wrong; returns how to unsubscribe. */
export const onWidthsChanged = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Records how the terminal counts, from now on. */
export const setTerminalWidths = (widths: TerminalWidths | undefined): void => {
  known = widths;
  // Plain text needs no widths: if nothing else was measured, all of it is still right.
  if (!isReliedOn) return;
  version += 1;
  for (const listener of listeners) listener();
};

const emoji = /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]/u;
const pictographic = /^\p{Extended_Pictographic}$/u;
const emojiBase = /^\p{Emoji}$/u;
const skinTone = /^\p{Emoji_Modifier}$/u;
const regionalIndicators = /^\p{Regional_Indicator}{2}$/u;
const keycap = /^[\d#*]\ufe0f\u20e3$/;
const tag = /^[\u{e0020}-\u{e007f}]$/u;
const jamo = /^[\u1160-\u11ff\ud7b0-\ud7ff]$/;
const mark = /^[\p{Mn}\p{Me}]$/u;
const widthless = /^\p{Cf}$/u;
const vowelSign = /^\p{Mc}$/u;
/** Scripts that combine several consonants in one character. */
const indic = /^[\u0900-\u0d7f]/;

const joiner = '\u200d';
const emojiSelector = '\ufe0f';
const textSelector = '\ufe0e';

/** What precedes a character, as far as it matters. */
type Before = { readonly text: string; readonly cells: number; readonly isJoined: boolean };

const cellsBehind = (
  character: string,
  before: Before,
  widths: TerminalWidths,
  widthOf: (character: string) => number,
): number => {
  if (character === joiner) return widths.joiner;
  if (character === emojiSelector)
    return widths.widensEmoji && before.cells === 1 && emojiBase.test(before.text) ? 1 : 0;
  if (character === textSelector)
    return widths.narrowsEmoji && before.cells === 2 && emojiBase.test(before.text) ? -1 : 0;
  if (tag.test(character)) return widths.tag;
  if (skinTone.test(character)) return widths.joinsSkinTones ? 0 : widthOf(character);
  if (before.isJoined && pictographic.test(character))
    return widths.joinsEmoji ? 0 : widthOf(character);
  if (jamo.test(character)) return widths.jamo;
  if (mark.test(character)) return widths.mark;
  if (widthless.test(character)) return 0;
  if (vowelSign.test(character)) return widths.vowelSign;
  return Math.max(1, widthOf(character));
};

/**
 * The cells of one user-perceived character; `widthOf` returns those of its code points, and of emoji that
 * all terminals agree on.
 */
export const cellsOf = (
  grapheme: string,
  widths: TerminalWidths,
  widthOf: (text: string) => number,
): number => {
  if (regionalIndicators.test(grapheme)) return widths.flag;
  if (keycap.test(grapheme)) return widths.keycap;
  const { joinsEmoji, joinsSkinTones, widensEmoji } = widths;
  // A terminal that knows all emoji sequences also knows the narrow ones.
  const isWhole = joinsEmoji && joinsSkinTones && widensEmoji && widths.tag === 0;
  if (isWhole && emoji.test(grapheme) && !grapheme.includes(textSelector)) return widthOf(grapheme);
  let sum = 0;
  let before: Before | undefined;
  for (const character of grapheme) {
    const cells =
      before === undefined ? widthOf(character) : cellsBehind(character, before, widths, widthOf);
    sum += cells;
    before = { text: character, cells, isJoined: character === joiner };
  }
  return indic.test(grapheme) ? Math.min(sum, widths.conjunct) : sum;
};
