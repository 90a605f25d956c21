import { graphemes } from '../draw/cells.ts';
import { nearestWord } from './nearest-word.ts';
import { keyNames } from './key-order.ts';
import { otherNames } from './key-press.ts';

/** A key by its name in the table, or one sentence about what is wrong with what was written. */
export type ReadKey = { readonly key: string } | { readonly problem: string };

const modifiers = ['Ctrl', 'Alt', 'Shift'] as const;

const functionKeys = Array.from({ length: 12 }, (_, index) => `F${index + 1}`);
const names: readonly string[] = [...keyNames, ...functionKeys];

/** Signs with which terminals begin the sequences of other keys, after Esc, as which they send Alt. */
const begins = /^[[\]^_\\]$/;

const asWritten = (words: readonly string[], word: string): string | undefined =>
  words.find((one) => one.toLowerCase() === word.toLowerCase());

const unknown = (kind: string, word: string, known: readonly string[]): ReadKey => {
  const guess = nearestWord(word, known);
  return {
    problem: `There is no ${kind} "${word}"${guess === undefined ? '.' : `; did you mean ${guess}?`}`,
  };
};

/** A sign or letter with modifiers. */
const readCharacter = (held: readonly string[], character: string): ReadKey => {
  const [hasControl, hasAlt, hasShift] = modifiers.map((one) => held.includes(one));
  const isLetter = /^\p{L}$/u.test(character);
  if (hasControl !== true && hasAlt !== true)
    return hasShift === true
      ? { problem: `Shift+${character} is written as what it types, such as "N" or "!".` }
      : { key: character };
  const key = `${hasControl === true ? 'Ctrl+' : ''}${hasAlt === true ? 'Alt+' : ''}${character.toUpperCase()}`;
  if (hasShift === true)
    return {
      problem: isLetter
        ? `Terminals do not tell it with Shift from ${key}.`
        : 'Write the sign that Shift makes instead of Shift.',
    };
  const other = otherNames[key];
  if (other !== undefined) return { problem: `Terminals send ${other} for ${key}.` };
  return hasAlt === true && hasControl !== true && begins.test(character)
    ? { problem: `Terminals begin other keys with what they send for ${key}.` }
    : { key };
};

/** Reads the name of one key, in any case. */
const readOne = (written: string): ReadKey => {
  const { before = '', last = '' } =
    /^(?<before>(?:[^+ ]+\+)*)(?<last>.+)$/su.exec(written)?.groups ?? {};
  const held: string[] = [];
  for (const word of before.split('+').slice(0, -1)) {
    if (/^(?:super|win|cmd|command|meta|hyper)$/i.test(word))
      return { problem: `${word} belongs to the window manager.` };
    const modifier = asWritten(modifiers, word);
    if (modifier === undefined) return unknown('modifier', word, modifiers);
    held.push(modifier);
  }
  if (graphemes(last).length === 1 && last !== ' ') return readCharacter(held, last);
  const name = asWritten(names, last);
  if (name === undefined) return unknown('key', last, names);
  if (held.length > 0 && (name === 'Esc' || name === 'Insert' || functionKeys.includes(name)))
    return { problem: `Terminals do not tell ${held.join('+')}+${name} from ${name}.` };
  return { key: [...modifiers.filter((one) => held.includes(one)), name].join('+') };
};

/** Reads the name of a key, or of two that are pressed one after the other: `Ctrl+X Ctrl+E`, `g g`. */
export const readKey = (written: string): ReadKey => {
  const words = written.trim().split(/\s+/);
  if (words.length > 2) return { problem: 'At most two keys can make a sequence.' };
  const keys: string[] = [];
  for (const word of words) {
    const read =
      word === '' ? { problem: 'A key has a name, such as "n" or "Ctrl+N".' } : readOne(word);
    if ('problem' in read) return read;
    keys.push(read.key);
  }
  return { key: keys.join(' ') };
};
