import { closestMatch } from 'leven';

/** Its letters in order: those of a word with two swapped are the same. */
const lettersOf = (word: string): string => word.split('').toSorted().join('');

/** The word that was probably meant: a guess keeps more of the written one than it changes. */
export const nearestWord = (written: string, words: readonly string[]): string | undefined => {
  const typed = written.toLowerCase();
  const plain = words.map((word) => word.toLowerCase());
  const options = { maxDistance: Math.min(3, Math.floor(typed.length / 2)) };
  // The first letter is rarely the wrong one.
  const likely = plain.filter((word) => word[0] === typed[0]);
  const found =
    plain.find((word) => lettersOf(word) === lettersOf(typed)) ??
    closestMatch(typed, likely, options) ??
    closestMatch(typed, plain, options);
  return found === undefined ? undefined : words[plain.indexOf(found)];
};
