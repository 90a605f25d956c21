import stringWidth from 'string-width';

const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u;
const isWidthless = /^(?:[\p{Mn}\p{Me}\p{Cf}]|[\u1160-\u11ff\ud7b0-\ud7ff])$/u;

const ofCharacter = (character: string): number =>
  isWidthless.test(character) ? 0 : Math.max(1, stringWidth(character));

/**
 * The cells of a text on a terminal, computed in a simple way: emoji sequences as one wide character,
 * everything else code point by code point, and never fewer than Ink counts.
 */
export const terminalCells = (text: string): number =>
  Array.from(new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)).reduce(
    (sum, { segment }) =>
      sum +
      (segment.length === 1 || isEmoji.test(segment)
        ? stringWidth(segment)
        : Math.max(
            stringWidth(segment),
            Array.from(segment).reduce((cells, character) => cells + ofCharacter(character), 0),
          )),
    0,
  );
