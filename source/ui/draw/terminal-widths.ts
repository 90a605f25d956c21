/**
 * How a terminal counts the cells of characters that belong together. About these terminals differ;
 * about all others they agree.
 */
export type TerminalWidths = {
  /** An emoji behind a joiner stands in the cells of the one before it. */
  readonly joinsEmoji: boolean;
  /** Cells of the joiner itself. */
  readonly joiner: number;
  /** A skin tone stands in the cells of its emoji. */
  readonly joinsSkinTones: boolean;
  /** U+FE0F makes a narrow emoji wide. */
  readonly widensEmoji: boolean;
  /** U+FE0E makes a wide emoji narrow. */
  readonly narrowsEmoji: boolean;
  /** Cells of a key's digit with U+FE0F and its cap. */
  readonly keycap: number;
  /** Cells of the two letters of a flag. */
  readonly flag: number;
  /** Cells of each tag in a flag of tags. */
  readonly tag: number;
  /** Cells of a mark above or below a letter. */
  readonly mark: number;
  /** Cells of a vowel sign beside its consonant. */
  readonly vowelSign: number;
  /** Cells that consonants of one Indic character take at most. */
  readonly conjunct: number;
  /** Cells of a Korean vowel, and of a final consonant, behind the first consonant. */
  readonly jamo: number;
};

/** Undefined where it is not known; then emoji that belong together are one wide character. */
let known: TerminalWidths | undefined;
let version = 0;
let isReliedOn = false;
const listeners = new Set<() => void>();

/** How this terminal counts; `undefined` where it has not said. */
export const terminalWidths = (): TerminalWidths | undefined => {
  isReliedOn = true;
  return known;
};

/** Another number whenever what was measured before is wrong. */
export const widthsVersion = (): number => version;

/** Calls the listener when what was measured before is wrong; returns how to stop. */
export const onWidthsChanged = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** From now on the terminal is known to count like this. */
export const setTerminalWidths = (widths: TerminalWidths | undefined): void => {
  known = widths;
  // Plain text is measured without asking: where there was no other, all of it is still right.
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
/** Scripts that write several consonants in one. */
const indic = /^[\u0900-\u0d7f]/;

const joiner = '\u200d';
const emojiSelector = '\ufe0f';
const textSelector = '\ufe0e';

/** What stands before a character, as far as it counts. */
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

/** Cells of one user-perceived character; `widthOf` gives those of its code points, and of emoji where all terminals agree. */
export const cellsOf = (
  grapheme: string,
  widths: TerminalWidths,
  widthOf: (text: string) => number,
): number => {
  if (regionalIndicators.test(grapheme)) return widths.flag;
  if (keycap.test(grapheme)) return widths.keycap;
  const { joinsEmoji, joinsSkinTones, widensEmoji } = widths;
  // A terminal that knows all sequences of emoji knows the narrow ones among them as well.
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
