import { decimalOf } from './decimal.ts';
import { printable } from './printable.ts';

/** The numbers that words stand for in a chart, by word in lower case. */
export type StateNumbers = ReadonlyMap<string, number>;

/** The words of two states: first what is 1, then what is 0. */
const pairs = [
  ['on', 'off'],
  ['true', 'false'],
  ['open', 'closed'],
  ['online', 'offline'],
  ['available', 'unavailable'],
  ['connected', 'disconnected'],
  ['active', 'inactive'],
  ['locked', 'unlocked'],
  ['home', 'not_home'],
  ['yes', 'no'],
] as const;

/** The words of two states that charts know, in any case. */
export const usualStates: StateNumbers = new Map(
  pairs.flatMap(([one, zero]) => [
    [one, 1],
    [zero, 0],
  ]),
);

/** The longest word of a state, in UTF-16 units, and the most of them in one line of a chart. */
export const longestWord = 40;
const mostWords = 20;

/** Numbers for words are no larger: they only say where a line stands. */
const largestNumber = 1e9;

/** A state: the word as it was sent, and the number it stands for. */
export type State = { readonly text: string; readonly double: number; readonly isState: true };

/** The state that a text is; `undefined` if it is none of them. */
export const stateIn = (text: string, states: StateNumbers = usualStates): State | undefined => {
  const word = text.trim();
  const double = word.length > longestWord ? undefined : states.get(word.toLowerCase());
  return double === undefined ? undefined : { text: word, double, isState: true };
};

/** The word for the other of two states, written in the same case: `OFF` for `ON`. */
export const otherState = (word: string): string | undefined => {
  const pair = pairs.find((words) => words.some((each) => each === word.toLowerCase()));
  const other = pair?.find((each) => each !== word.toLowerCase());
  if (other === undefined || word === word.toLowerCase()) return other;
  return word === word.toUpperCase()
    ? other.toUpperCase()
    : other.slice(0, 1).toUpperCase() + other.slice(1);
};

/** Words with their numbers, as somebody has typed them. */
export type TypedStates = {
  readonly numbers: StateNumbers;
  /** The first word for each number. */
  readonly words: ReadonlyMap<number, string>;
};

/** Words with their numbers as `readStates` reads them. */
export const statesText = ({ numbers, words }: TypedStates): string =>
  Array.from(numbers, ([lower, number]) => {
    const first = words.get(number);
    return `"${first?.toLowerCase() === lower ? first : lower}"=${number}`;
  }).join(',');

const piece = /\s*(?:"([^"]*)"|([^=,"]*?))\s*=\s*([^,\s]*)\s*(?:,|$)/y;

const example = 'as ON=1,OFF=0';

/** Reads `A=1,B=0`; words with a comma or an equals sign in double quotes. Returns what is wrong, in one sentence. */
export const readStates = (typed: string): TypedStates | string => {
  if (typed.trim() === '') return `Which words are which numbers? Try ${example}.`;
  const numbers = new Map<string, number>();
  const words = new Map<number, string>();
  piece.lastIndex = 0;
  while (piece.lastIndex < typed.length) {
    const from = piece.lastIndex;
    const [, quoted, bare, text = ''] = piece.exec(typed) ?? [];
    const word = (quoted ?? bare ?? '').trim();
    const number = decimalOf(text)?.double;
    if (word === '' || number === undefined || Math.abs(number) > largestNumber)
      return `"${printable(typed.slice(from).trim(), 60)}" does not begin with WORD=NUMBER: try ${example}.`;
    if (word.length > longestWord) return `A word has at most ${longestWord} characters.`;
    if (numbers.has(word.toLowerCase())) return `${printable(word)} is given twice.`;
    if (numbers.size === mostWords) return `A line has at most ${mostWords} words.`;
    numbers.set(word.toLowerCase(), number);
    if (!words.has(number)) words.set(number, word);
  }
  return { numbers, words };
};
