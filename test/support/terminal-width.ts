import type { IUnicodeVersionProvider } from '@xterm/headless';
import stringWidth from 'string-width';

/** What the next character must know about the one before, as bits of the emulator's join state. */
const kinds = { joiner: 1, oddRegionalIndicator: 2, emoji: 4 } as const;

const isMark = /^[\p{Mn}\p{Me}]$/u;
const isPictographic = /^\p{Extended_Pictographic}$/u;
const isEmoji = /^\p{Emoji}$/u;
const isModifier = /^\p{Emoji_Modifier}$/u;
const isRegionalIndicator = /^\p{Regional_Indicator}$/u;
const isTrailingJamo = /^[\u1160-\u11ff]$/u;
const zeroWidthJoiner = 0x200d;
const emojiSelector = 0xfe0f;
const keycap = 0x20e3;

const widths = new Map<number, 0 | 1 | 2>();

const widthOf = (codePoint: number): 0 | 1 | 2 => {
  if (codePoint < 0x20) return 0;
  if (codePoint < 0x7f) return 1;
  const known = widths.get(codePoint);
  if (known !== undefined) return known;
  const character = String.fromCodePoint(codePoint);
  const width = isMark.test(character) ? 0 : Math.min(2, stringWidth(character));
  widths.set(codePoint, width as 0 | 1 | 2);
  return width as 0 | 1 | 2;
};

/** Packs what the emulator wants: our bits, the width in cells, and whether the cell is shared. */
const properties = (kind: number, width: number, isJoined: boolean): number =>
  (kind << 3) | (width << 1) | (isJoined ? 1 : 0);

/**
 * Widths as in current terminals. The emulator's own table is that of Unicode 6, where an emoji takes
 * one cell; here it takes two, as does a whole joined sequence (family, flag, skin tone).
 */
export const currentWidths: IUnicodeVersionProvider = {
  version: 'current',
  wcwidth: widthOf,
  charProperties: (codePoint, before) => {
    const width = widthOf(codePoint);
    if (codePoint < 0x7f) return properties(0, width, false);
    const character = String.fromCodePoint(codePoint);
    const beforeKind = before >> 3;
    const beforeWidth = (before >> 1) & 3;
    const isSecondIndicator =
      isRegionalIndicator.test(character) && (beforeKind & kinds.oddRegionalIndicator) !== 0;
    const joins =
      beforeWidth > 0 &&
      (width === 0 ||
        isSecondIndicator ||
        (isPictographic.test(character) && (beforeKind & kinds.joiner) !== 0) ||
        (isModifier.test(character) && (beforeKind & kinds.emoji) !== 0) ||
        (isTrailingJamo.test(character) && beforeWidth === 2));
    let kind = 0;
    if (codePoint === zeroWidthJoiner) kind |= kinds.joiner;
    if (isRegionalIndicator.test(character) && !joins) kind |= kinds.oddRegionalIndicator;
    if (isEmoji.test(character) || (joins && (beforeKind & kinds.emoji) !== 0)) kind |= kinds.emoji;
    if (!joins) return properties(kind, width, false);
    const widens =
      isSecondIndicator ||
      codePoint === keycap ||
      (codePoint === emojiSelector && (beforeKind & kinds.emoji) !== 0);
    return properties(kind, widens ? 2 : beforeWidth, true);
  },
};

/**
 * Widths as in xterm and others: each code point by itself, so that a family takes the cells of its
 * members, and a variation selector changes nothing.
 */
export const separateWidths: IUnicodeVersionProvider = {
  version: 'separate',
  wcwidth: (codePoint) =>
    isTrailingJamo.test(String.fromCodePoint(codePoint)) ? 0 : widthOf(codePoint),
  charProperties: (codePoint, before) => {
    const width = separateWidths.wcwidth(codePoint);
    const beforeWidth = (before >> 1) & 3;
    return width === 0 && beforeWidth > 0
      ? properties(0, beforeWidth, true)
      : properties(0, width, false);
  },
};
