import type { TerminalWidths } from '../draw/terminal-widths.ts';
import type { ScreenSize } from './frame-writer.ts';
import { syncBegin } from './sequences.ts';

/** Texts drawn to see how many cells they take, by name. */
const probes = {
  family: '👩\u200d👩\u200d👧\u200d👦',
  skinTone: '👋🏽',
  emojiSelector: '❤\ufe0f',
  textSelector: '⌚\ufe0e',
  keycap: '1\ufe0f\u20e3',
  flag: '🇩🇪',
  tagFlag: '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  mark: 'e\u0301',
  vowelSign: 'नि',
  conjunct: 'क्षि',
  jamo: '\u1112\u1161\u11ab',
} as const;

type ProbeName = keyof typeof probes;
const names = Object.keys(probes) as ProbeName[];

/** In the first row an answer could be a key. The row of an answer identifies its probe. */
const firstRow = 2;

/** Some terminals do not conceal text (SGR 8), others do not hold back frames (DECSET 2026). */
const conceal = '\u001b[8m';

/**
 * Draws each probe and asks where the cursor is after it. Nobody sees it: it is concealed, and
 * belongs to the frame that must follow, which starts with an empty screen.
 */
export const widthQuestions =
  syncBegin +
  conceal +
  names.map((name, index) => `\u001b[${firstRow + index}H${probes[name]}\u001b[6n`).join('');

/** The widest probe takes eleven cells, the cursor one more. */
const leastColumns = 12;

/** Whether a screen has room for the probes. */
export const canAskForWidths = ({ columns, rows }: ScreenSize): boolean =>
  columns >= leastColumns && rows >= firstRow + names.length - 1;

/** How many there are in the family, and in the flag of tags. */
const joinersOfFamily = 3;
const tagsOfFlag = 6;

const between = (least: number, cells: number, most: number): number =>
  Math.max(least, Math.min(cells, most));

const widthsFrom = (cells: Readonly<Record<ProbeName, number>>): TerminalWidths => {
  const vowelSign = between(0, cells.vowelSign - 1, 1);
  return {
    joinsEmoji: cells.family <= 2,
    joiner: between(0, Math.round((cells.family - 8) / joinersOfFamily), 1),
    joinsSkinTones: cells.skinTone <= 2,
    widensEmoji: cells.emojiSelector === 2,
    narrowsEmoji: cells.textSelector === 1,
    keycap: between(1, cells.keycap, 2),
    flag: between(1, cells.flag, 4),
    tag: between(0, Math.round((cells.tagFlag - 2) / tagsOfFlag), 2),
    mark: between(0, cells.mark - 1, 1),
    vowelSign,
    conjunct: cells.conjunct < 2 + vowelSign ? Math.max(1, cells.conjunct) : Infinity,
    jamo: cells.jamo === 4 ? 1 : 0,
  };
};

/** Collects the terminal's answers to the questions. */
export class WidthAnswers {
  /** The cells of each probe. */
  readonly #cells = new Map<ProbeName, number>();

  /** Takes a cursor position; returns how the terminal counts once all questions are answered. */
  take(answer: { readonly row: number; readonly column: number }): TerminalWidths | undefined {
    const name = names[answer.row - firstRow];
    if (name === undefined || this.#cells.size === names.length) return undefined;
    this.#cells.set(name, answer.column - 1);
    return this.#cells.size === names.length
      ? widthsFrom(Object.fromEntries(this.#cells) as Record<ProbeName, number>)
      : undefined;
  }
}
