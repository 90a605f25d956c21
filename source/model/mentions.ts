const wordCharacter = /[\p{L}\p{N}\p{M}_]/u;

/** Scripts without blanks between words: a name may occur anywhere in them. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Folds case and width. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Whether two neighbours may belong to different words. */
const isBoundary = (left: string, right: string): boolean =>
  !wordCharacter.test(left) ||
  !wordCharacter.test(right) ||
  spaceless.test(left) ||
  spaceless.test(right);

/** The character that ends before an index; half a surrogate pair would not count as a letter. */
const characterBefore = (text: string, index: number): string =>
  /.$/su.exec(text.slice(Math.max(0, index - 2), index))?.[0] ?? ' ';

const characterAt = (text: string, index: number): string => {
  const code = text.codePointAt(index);
  return code === undefined ? ' ' : String.fromCodePoint(code);
};

const hasWord = (text: string, word: string): boolean => {
  if (word === '') return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (
      isBoundary(characterBefore(text, at), characterAt(word, 0)) &&
      isBoundary(characterBefore(word, word.length), characterAt(text, end))
    )
      return true;
  }
  return false;
};

/** Whether a sentence contains one of the words (a nick, or `--highlight`) as a whole word. */
export const mentions = (say: string, words: readonly string[]): boolean => {
  const text = folded(say);
  return words.some((word) => hasWord(text, folded(word.trim())));
};
